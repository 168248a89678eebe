"""The vector store of an adding: extended beside the batches, and put in its place at the end."""

from __future__ import annotations

import queue
import shutil
import tempfile
import threading
from pathlib import Path

from index import home
from index.build import chroma_errors
from index.builder import VECTORS, stored_rows
from index.vectors import FolderWriter


class VectorsInMaking:
    """A copy of a build's vector store, which a thread extends by the rows of later builds."""

    def __init__(self, folder: Path, base: Path, dimension: int, indexed: int) -> None:
        """Start from the vector store of the build `base`, which has the first `indexed` rows."""
        self.path = Path(tempfile.mkdtemp(prefix=".vectors-", dir=folder))
        self._dimension, self.indexed = dimension, indexed
        self._error: BaseException | None = None
        self._builds: queue.Queue[tuple[Path, int, home.Lease] | None] = queue.Queue()
        if indexed and (base / VECTORS).is_dir():
            shutil.copytree(base / VECTORS, self.path, dirs_exist_ok=True)
        self._thread = threading.Thread(target=self._run, name="vectors", daemon=True)
        self._thread.start()

    def extend(self, build: Path, rows: int) -> None:
        """Add the rows of `build` that are not there yet; it has `rows`. Returns at once."""
        self._builds.put((build, rows, home.Lease(build)))

    def finish(self) -> Path:
        """Wait until all is added; the folder is then whole. Raises what went wrong."""
        self._builds.put(None)
        while self._thread.is_alive():
            # Not without end: an interrupt is noticed between.
            self._thread.join(0.2)
        if self._error is not None:
            raise self._error
        return self.path

    def discard(self) -> None:
        """Leave nothing behind."""
        self._error = self._error or InterruptedError()
        self._builds.put(None)
        self._thread.join()
        shutil.rmtree(self.path, ignore_errors=True)

    def _run(self) -> None:
        writer: FolderWriter | None = None
        while (item := self._builds.get()) is not None:
            build, rows, lease = item
            try:
                if self._error is None:
                    with chroma_errors():
                        writer = writer or FolderWriter(self.path)
                        for row in stored_rows(build, self._dimension, self.indexed):
                            if self._error is not None:
                                break
                            writer.add(row)
                        writer.flush()
                    self.indexed = rows
            except BaseException as error:  # noqa: BLE001
                # Raised where it is waited for.
                self._error = error
            finally:
                lease.close()
        if writer is not None:
            writer.close()
