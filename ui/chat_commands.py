"""Puts the commands beside the message box."""

from __future__ import annotations

from typing import Any

import chainlit as cl

from ui.commands import COMMANDS


async def offer(*, chosen: bool = True) -> None:
    """Offer every command: some as buttons, the others in the menu and after a slash.

    Args:
        chosen: whether a client is; without one, only what is about nobody is offered, all of it as buttons.
    """
    offered: list[Any] = [
        {
            "id": command.label,
            "icon": command.icon,
            "description": command.description,
            "button": command.button or not chosen,
            "persistent": False,
        }
        for command in COMMANDS
        if chosen or command.anywhere
    ]
    await cl.context.emitter.set_commands(offered)
