// HostileCases: see the header.
#include "HostileCases.h"

namespace roost::test {

std::vector<HostileCase> hostileCases(const QByteArray &getPath, const QByteArray &postPath)
{
    const QByteArray get = "GET " + getPath + " HTTP/1.1\r\nHost: a\r\n";
    const QByteArray next = get + "\r\n"; // what an attacker would smuggle through
    const QByteArray long60k(60'000, 'x');
    const auto post = [&](const QByteArray &fields) {
        return "POST " + postPath + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
    };
    const QByteArray chunked = post("Transfer-Encoding: chunked\r\n");
    return {
        {"length and coding", post("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n" + next, 400},
        {"two lengths", post("Content-Length: 0\r\nContent-Length: 30\r\n") + next, 400},
        {"equal lengths", post("Content-Length: 1\r\nContent-Length: 1\r\n") + "x" + next, 400},
        {"negative length", post("Content-Length: -1\r\n") + next, 400},
        {"length beyond 64 bits", post("Content-Length: 99999999999999999999\r\n") + next, 400},
        {"coding identity", post("Transfer-Encoding: identity\r\n") + next, 501},
        {"space before the colon", post("Content-Length : 30\r\n") + next, 400},
        {"folded line", get + "X: a\r\n b\r\n\r\n" + next, 400},
        {"bare line feeds", "GET " + getPath + " HTTP/1.1\nHost: a\n\n" + next, 400},
        {"NUL in a value", get + QByteArray("X: a\0b\r\n\r\n", 10) + next, 400},
        {"no host", "GET " + getPath + " HTTP/1.1\r\n\r\n" + next, 400},
        {"two hosts", get + "Host: b\r\n\r\n" + next, 400},
        {"bad chunk size", chunked + "zz\r\n\r\n" + next, 400},
        {"chunk extension of 60 kB", chunked + "1;" + long60k + "\r\na\r\n", 400},
        {"trailers of 60 kB", chunked + "0\r\nX: " + long60k + "\r\n\r\n" + next, 431},
        {"header of 60 kB", get + "X: " + long60k + "\r\n\r\n" + next, 431},
        {"HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        {"TLS on the plain port", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01", 8), 400},
        {"garbage", QByteArray::fromHex("00ff10e2").repeated(5000), 400},
        {"declared 2 GB", post("Content-Length: 2147483648\r\n"), 413},
        {"chunk of 2 GB", chunked + "80000000\r\naaaa", 413},
    };
}

} // namespace roost::test
