"""A server on this machine that answers what a test tells it, and the files of its folder otherwise."""

from essor.tools.chromium import Quiet


class Answering(Quiet):
    """`server.answer` gives, for what is asked, a status (below zero, it closes the connection without a word), headers and a body, or None."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # a body in a packet of its own would wait for the headers' to be acknowledged

    def do_GET(self):
        status, headers, body = self.server.answer(self.path) or (None, {}, b"")
        if status is None:
            super().do_GET()
        elif status < 0:
            self.close_connection = True
        else:
            self.send_response(status)
            for name, values in {**headers, "Content-Length": str(len(body))}.items():
                for value in [values] if isinstance(values, str) else values:
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
