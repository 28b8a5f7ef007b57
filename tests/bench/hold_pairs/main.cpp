// Many clients on one thread, each on its own connection, who hold nights and confirm the hold, over and over.
//
//   bench_hold_pairs HOST PORT SECONDS own|random FILE
//
// Each line of FILE is a client: the value of its Authorization header, a tab, the id of the listing that it books.
// own: each client walks through the nights of its listing, two at a time; random: everybody wants any nights of a
// year. Prints "pairs N conflicts N failures N seconds S".
#include <QByteArray>
#include <QDate>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <random>
#include <string>
#include <vector>

namespace {

constexpr int kStays = 165; // of two nights, one behind the other, in a listing

struct Totals
{
    long pairs = 0;
    long conflicts = 0;
    long failures = 0;
};

std::mt19937 &randomness()
{
    static std::mt19937 engine(7);
    return engine;
}

class Client
{
public:
    Client(QByteArray authorization, QList<QByteArray> listings, bool isRandom)
        : m_authorization(std::move(authorization))
        , m_listings(std::move(listings))
        , m_isRandom(isRandom)
    {
    }

    bool open(const char *host, int port)
    {
        m_descriptor = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<uint16_t>(port));
        inet_pton(AF_INET, host, &address.sin_addr);
        const int yes = 1;
        setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        return connect(m_descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
    }
    int descriptor() const { return m_descriptor; }

    void askHold()
    {
        const int turn = m_isRandom ? 0 : m_next++;
        const int step = m_isRandom ? static_cast<int>(randomness()() % 330) : turn % kStays * 2;
        const QByteArray listing = m_listings[turn / kStays % m_listings.size()];
        const QDate from = QDate::currentDate().addDays(20 + step);
        post("/api/v1/holds", "{\"listing_id\":\"" + listing + "\",\"check_in\":\"" +
                                  from.toString(Qt::ISODate).toLatin1() + "\",\"check_out\":\"" +
                                  from.addDays(2).toString(Qt::ISODate).toLatin1() + "\",\"guests\":2}");
        m_isConfirming = false;
    }

    // False when the connection is gone.
    bool readSome(Totals &totals)
    {
        char buffer[16384];
        const ssize_t got = recv(m_descriptor, buffer, sizeof buffer, 0);
        if (got <= 0)
            return false;
        m_received.append(buffer, static_cast<qsizetype>(got));
        const qsizetype headEnd = m_received.indexOf("\r\n\r\n");
        if (headEnd < 0)
            return true;
        const QByteArray head = m_received.left(headEnd).toLower();
        const qsizetype length = head.indexOf("content-length:");
        const qsizetype size = length < 0 ? 0 : head.mid(length + 15, 12).trimmed().split('\r').first().toLongLong();
        if (m_received.size() < headEnd + 4 + size)
            return true;
        const int status = head.mid(9, 3).toInt();
        const QByteArray body = m_received.mid(headEnd + 4, size);
        m_received.remove(0, headEnd + 4 + size);
        proceed(status, body, totals);
        return true;
    }

private:
    void proceed(int status, const QByteArray &body, Totals &totals)
    {
        if (status >= 200 && status < 300 && !m_isConfirming) {
            post("/api/v1/holds/" + textOf(body, "\"id\":") + "/confirm",
                 "{\"token\":\"" + textOf(body, "\"token\":") + "\"}");
            m_isConfirming = true;
            return;
        }
        if (status >= 200 && status < 300)
            ++totals.pairs;
        else if (status == 409)
            ++totals.conflicts;
        else if (++totals.failures <= 3)
            std::fprintf(stderr, "%d %s\n", status, body.left(300).constData());
        askHold();
    }

    // The text behind the first such name; the JSON of both servers has none of them deeper down before it.
    static QByteArray textOf(const QByteArray &json, const QByteArray &name)
    {
        const qsizetype at = json.indexOf(name);
        const qsizetype begin = json.indexOf('"', at + name.size()) + 1;
        return at < 0 ? QByteArray() : json.mid(begin, json.indexOf('"', begin) - begin);
    }

    void post(const QByteArray &path, const QByteArray &body)
    {
        const QByteArray request = "POST " + path + " HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n" +
                                   "Authorization: " + m_authorization +
                                   "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
        send(m_descriptor, request.constData(), static_cast<size_t>(request.size()), MSG_NOSIGNAL);
    }

    QByteArray m_authorization;
    QList<QByteArray> m_listings;
    bool m_isRandom;
    int m_descriptor = -1;
    int m_next = 0;
    bool m_isConfirming = false;
    QByteArray m_received;
};

std::vector<Client> readClients(const char *file, bool isRandom)
{
    std::vector<Client> clients;
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);) {
        const QList<QByteArray> parts = QByteArray::fromStdString(line).split('\t');
        clients.emplace_back(parts.value(0), parts.value(1).split(','), isRandom);
    }
    return clients;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 6)
        return 2;
    std::vector<Client> clients = readClients(argv[5], QByteArray(argv[4]) == "random");
    std::vector<pollfd> polled;
    for (Client &client : clients) {
        if (!client.open(argv[1], std::atoi(argv[2])))
            return 1;
        polled.push_back({client.descriptor(), POLLIN, 0});
    }
    Totals totals;
    const auto begin = std::chrono::steady_clock::now();
    const auto end = begin + std::chrono::duration<double>(std::atof(argv[3]));
    for (Client &client : clients)
        client.askHold();
    while (std::chrono::steady_clock::now() < end && poll(polled.data(), polled.size(), 1000) >= 0) {
        for (size_t i = 0; i < clients.size(); ++i) {
            if (polled[i].revents && !clients[i].readSome(totals))
                return 1;
        }
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    std::printf("pairs %ld conflicts %ld failures %ld seconds %.2f\n", totals.pairs, totals.conflicts, totals.failures,
                took.count());
    return 0;
}
