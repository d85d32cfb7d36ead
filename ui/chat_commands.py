"""Puts the commands beside the message box."""

from __future__ import annotations

from typing import Any

import chainlit as cl

from ui.commands import COMMANDS


async def offer() -> None:
    """Offer every command: some as buttons, the others in the menu and after a slash."""
    offered: list[Any] = [
        {
            "id": command.label,
            "icon": command.icon,
            "description": command.description,
            "button": command.button,
            "persistent": False,
        }
        for command in COMMANDS
    ]
    await cl.context.emitter.set_commands(offered)
