"""The same store in a bucket: obstore speaks S3's protocol with a server of this machine."""

import re
from collections.abc import Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from storage import StorageUnavailable
from storage.files import FileDamaged, FileMissing, open_store

LETTER = "Señores de la entidad: la vía está cerrada.".encode()


class Bucket(ThreadingHTTPServer):
    """As much of S3 as obstore asks for. `broken` answers 403 to everything."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), BucketRequest)
        self.objects: dict[str, bytes] = {}
        self.broken = False


class BucketRequest(BaseHTTPRequestHandler):
    """One request to the bucket."""

    protocol_version = "HTTP/1.1"
    server: Bucket

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_PUT(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.objects[self._key()] = content
        self._answer(403 if self.server.broken else 200)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        if self.server.broken:
            self._answer(403)
        elif "list-type" in query:
            self._answer(200, self._listing(query["prefix"][0] if "prefix" in query else "").encode())
        elif self._key() in self.server.objects:
            self._answer(200, self.server.objects[self._key()])
        else:
            self._answer(404)

    def do_DELETE(self) -> None:
        self.server.objects.pop(self._key(), None)
        self._answer(204)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        keys = re.findall(r"<Key>(.*?)</Key>", body)
        for key in keys:
            self.server.objects.pop(key, None)
        deleted = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in keys)
        self._answer(200, f"<DeleteResult>{deleted}</DeleteResult>".encode())

    def _key(self) -> str:
        return urlsplit(self.path).path.removeprefix("/attachments/")

    def _listing(self, prefix: str) -> str:
        contents = "".join(
            f"<Contents><Key>{key}</Key><LastModified>2021-07-01T14:15:00.000Z</LastModified>"
            f"<Size>{len(content)}</Size><ETag>x</ETag></Contents>"
            for key, content in self.server.objects.items()
            if key.startswith(prefix)
        )
        return f"<ListBucketResult><IsTruncated>false</IsTruncated>{contents}</ListBucketResult>"

    def _answer(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Last-Modified", formatdate(1_625_148_900, usegmt=True))
        self.send_header("ETag", '"x"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    server = Bucket()
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_address[1]}")
    monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "invented")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "invented")
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_files_live_in_the_bucket_under_their_prefix(bucket: Bucket) -> None:
    store = open_store("s3://attachments/bot")

    name = store.put(LETTER)

    assert bucket.objects == {f"bot/{name[:2]}/{name}": LETTER}
    assert store.get(name) == b"".join(store.stream(name)) == LETTER
    assert store.size(name) == len(LETTER)
    assert list(store.all_hashes()) == [name]


def test_a_deleted_object_is_missing(bucket: Bucket) -> None:
    store = open_store("s3://attachments")
    name = store.put(LETTER)

    store.delete(name)
    store.delete(name)

    assert bucket.objects == {}
    assert not store.exists(name)
    with pytest.raises(FileMissing):
        store.get(name)


def test_a_changed_object_is_not_given_out(bucket: Bucket) -> None:
    store = open_store("s3://attachments")
    name = store.put(LETTER)
    bucket.objects[f"{name[:2]}/{name}"] = b"x" + LETTER[1:]

    with pytest.raises(FileDamaged):
        store.get(name)


def test_a_bucket_that_refuses_us_is_unavailable(bucket: Bucket) -> None:
    store = open_store("s3://attachments")
    bucket.broken = True

    with pytest.raises(StorageUnavailable):
        store.put(LETTER)
    with pytest.raises(StorageUnavailable):
        list(store.all_hashes())


def test_a_bucket_that_is_away_is_unavailable(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    store = open_store("s3://attachments")

    with pytest.raises(StorageUnavailable):
        store.put(LETTER)
    assert bucket.objects == {}
