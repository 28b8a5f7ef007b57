// HttpServer over TLS: with a certificate made for the test, from its protocol versions to peers that only half speak
// it.
#include "http/HttpTestServer.h"

#include <QSignalSpy>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

Certificate selfSigned(EVP_PKEY *key)
{
    Certificate certificate(X509_new(), X509_free);
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME *name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char *>("localhost"), -1, -1,
                               0);
    X509_set_issuer_name(certificate.get(), name);
    X509_sign(certificate.get(), key, EVP_sha256());
    return certificate;
}

bool writePem(const QString &path, const std::function<int(FILE *)> &write)
{
    FILE *file = std::fopen(qPrintable(path), "w");
    if (!file)
        return false;
    const bool isWritten = write(file) == 1;
    return std::fclose(file) == 0 && isWritten;
}

bool makeFiles(const http::TlsFiles &files, EVP_PKEY *newKey)
{
    const Key key(newKey, EVP_PKEY_free);
    const Certificate certificate = selfSigned(key.get());
    return writePem(files.certificateChain, [&](FILE *file) { return PEM_write_X509(file, certificate.get()); }) &&
           writePem(files.privateKey, [&](FILE *file) {
               return PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
           });
}

std::unique_ptr<QSslSocket> connectTls(quint16 port, QSsl::SslProtocol protocol = QSsl::SecureProtocols)
{
    auto socket = std::make_unique<QSslSocket>();
    socket->setPeerVerifyMode(QSslSocket::VerifyNone);
    socket->setProtocol(protocol);
    socket->connectToHostEncrypted(u"127.0.0.1"_s, port);
    return socket;
}

QByteArray readUntil(QSslSocket &socket, const QByteArray &end)
{
    QByteArray received;
    while (!received.endsWith(end) && (socket.bytesAvailable() > 0 || socket.waitForReadyRead(10'000)))
        received += socket.readAll();
    return received;
}

} // namespace

class TestHttpTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_files = {m_folder->filePath(u"chain.pem"_s), m_folder->filePath(u"key.pem"_s)};
        m_test = std::make_unique<HttpTestServer>();
        m_test->config().tls = m_files;
        m_test->router().addInline("GET", "/secure", [](const http::Request &request) {
            return http::Response::text(200, request.isSecure ? "secure" : "plain");
        });
    }
    void cleanup() { m_test.reset(); }

    void answers_data()
    {
        QTest::addColumn<bool>("isRsa");
        QTest::newRow("EC key") << false;
        QTest::newRow("RSA key") << true;
    }

    void answers()
    {
        QFETCH(bool, isRsa);
        QVERIFY(makeFiles(m_files, isRsa ? EVP_RSA_gen(2048) : EVP_EC_gen("P-256")));
        QVERIFY(m_test->start());
        const auto client = connectTls(m_test->port());
        QVERIFY2(client->waitForEncrypted(), qPrintable(client->errorString()));
        client->write("GET /secure HTTP/1.1\r\nHost: a\r\n\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
        const QByteArray received = readUntil(*client, "hello");
        QVERIFY(received.contains("\r\n\r\nsecure"));
        QVERIFY(received.endsWith("\r\n\r\nhello"));
    }

    void sendsAndTakesMuch()
    {
        start();
        const auto client = connectTls(m_test->port());
        QVERIFY(client->waitForEncrypted());
        client->write("POST /large HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n" +
                      QByteArray(3'000'000, 'x'));
        QVERIFY(readUntil(*client, "3000000").endsWith("\r\n\r\n3000000"));
        client->write(QByteArray("GET /big HTTP/1.1\r\nHost: a\r\n\r\n").repeated(3) +
                      "GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        const QByteArray received = readUntil(*client, "hello");
        QVERIFY(received.size() > 3 * 1024 * 1024);
        if (client->state() != QAbstractSocket::UnconnectedState)
            QVERIFY(client->waitForDisconnected(10'000));
    }

    void speaksNothingOlderThan12()
    {
        start();
        const auto modern = connectTls(m_test->port(), QSsl::TlsV1_2);
        QVERIFY(modern->waitForEncrypted());
        QT_WARNING_PUSH
        QT_WARNING_DISABLE_DEPRECATED
        const auto old = connectTls(m_test->port(), QSsl::TlsV1_1);
        QT_WARNING_POP
        QVERIFY(!old->waitForEncrypted());
    }

    void refusesErrorsProperly()
    {
        start();
        const auto client = connectTls(m_test->port());
        QVERIFY(client->waitForEncrypted());
        client->write("GET /hello HTTP/1.1\r\n\r\n");
        const QByteArray received = readUntil(*client, "}");
        QVERIFY(received.startsWith("HTTP/1.1 400 "));
        if (client->state() != QAbstractSocket::UnconnectedState)
            QVERIFY(client->waitForDisconnected(10'000));
    }

    void dropsPeersThatAreNotTls()
    {
        m_test->config().limits.headerTimeoutMs = 200;
        start();
        RawHttpClient plain = m_test->connect();
        QVERIFY(plain.get("/hello"));
        QVERIFY(plain.waitForClose());
        RawHttpClient silent = m_test->connect(); // no handshake
        QVERIFY(silent.waitForClose());
        RawHttpClient leaving = m_test->connect();
        QVERIFY(leaving.send(QByteArray("\x16\x03\x01\x00\xff", 5)));
        leaving.reset();
        QTRY_COMPARE(m_test->server().counters().connections, 0);
        const auto client = connectTls(m_test->port());
        QVERIFY(client->waitForEncrypted());
    }

    void outlivesPeersThatLeave()
    {
        start();
        auto client = connectTls(m_test->port());
        QVERIFY(client->waitForEncrypted());
        client->write("GET /gated HTTP/1.1\r\nHost: a\r\n\r\n");
        client->flush();
        QVERIFY(m_test->gate().entered.tryAcquire(1, 10'000));
        client->abort();
        m_test->gate().open.release();
        QTRY_COMPARE(m_test->server().counters().connections, 0);
    }

    void carriesWebSockets()
    {
        m_test->router().addWebSocket(
            "/live",
            [](const http::Request &request, http::WorkerContext &) {
                return http::WebSocketDecision::accept(request.isSecure);
            },
            [](QWebSocket *socket, const http::Request &, const QVariant &authorised) {
                QObject::connect(socket, &QWebSocket::binaryMessageReceived, socket,
                                 [socket](const QByteArray &bytes) { socket->sendBinaryMessage(bytes); });
                socket->sendTextMessage(authorised.toString());
            });
        start();
        QWebSocket client;
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        client.setSslConfiguration(configuration);
        QSignalSpy texts(&client, &QWebSocket::textMessageReceived);
        QSignalSpy echoes(&client, &QWebSocket::binaryMessageReceived);
        client.open(QUrl(u"wss://127.0.0.1:%1/live"_s.arg(m_test->port())));
        QTRY_COMPARE(texts.size(), 1);
        QCOMPARE(texts.at(0).at(0).toString(), u"true"_s);
        const QByteArray large(60'000, 'x');
        for (int i = 0; i < 20; ++i)
            client.sendBinaryMessage(large);
        QTRY_COMPARE(echoes.size(), 20);
        QCOMPARE(echoes.last().at(0).toByteArray(), large);
        client.close();
        QTRY_COMPARE(m_test->server().counters().connections, 0);
    }

    void doesNotStartWithoutItsFiles()
    {
        http::HttpServer missing(m_test->config(), std::make_shared<http::Router>());
        const auto started = missing.start();
        QVERIFY(!started);
        QVERIFY(started.error().userText.contains(m_files.certificateChain));

        QVERIFY(makeFiles(m_files, EVP_EC_gen("P-256")));
        QFile key(m_files.privateKey);
        QVERIFY(key.open(QIODevice::WriteOnly | QIODevice::Truncate));
        key.write("not a key");
        key.close();
        http::HttpServer broken(m_test->config(), std::make_shared<http::Router>());
        const auto restarted = broken.start();
        QVERIFY(!restarted);
        QVERIFY(restarted.error().userText.contains(m_files.privateKey));
    }

private:
    void start()
    {
        QVERIFY(makeFiles(m_files, EVP_EC_gen("P-256")));
        QVERIFY(m_test->start());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    http::TlsFiles m_files;
    std::unique_ptr<HttpTestServer> m_test;
};

QTEST_GUILESS_MAIN(TestHttpTls)
#include "TestHttpTls.moc"
