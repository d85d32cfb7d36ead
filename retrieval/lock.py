"""One process at a time on a data folder."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from retrieval.errors import StoreLockedError


class DataLock:
    """An exclusive lock on a data folder, held until closed; the system frees it when the process dies."""

    def __init__(self, data_dir: Path) -> None:
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock = FileLock(data_dir / "lock", mode=0o600)
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise StoreLockedError(
                f"Another Longview process has {data_dir} open, the chat perhaps. "
                "Close it first, or set LONGVIEW_DATA_DIR to another folder."
            ) from error

    def close(self) -> None:
        """Free the folder."""
        self._lock.release()

    def __enter__(self) -> DataLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
