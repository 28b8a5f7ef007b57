// A listing's photos on the screen: added, ordered, named, removed; not sent, not here.
#include "support/PhotoSamples.h"
#include "support/PortfolioReplica.h"
#include "support/TestKey.h"

#include "client/blobs/BlobCache.h"
#include "client/presenters/PhotoStripPresenter.h"
#include "client/views/listings/PhotoList.h"
#include "client/views/listings/PhotoStrip.h"
#include "client/views/theme/Theme.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace roost;

class TestPhotoStrip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void addsFilesBehindTheOthers();
    void refusesWhatIsNoPhoto();
    void ordersByButtonsAndDragging();
    void editsTheCaption();
    void removes();
    void showsAPlaceholderForWhatIsNotHere();

private:
    template <class Widget>
    Widget *part(const char *name) const
    {
        return m_strip->findChild<Widget *>(QString::fromLatin1(name));
    }
    PhotoFunctions functions();
    QString makeFile(quint32 seed);
    void addThree();
    QStringList hashes() const;
    void grab(const QString &name) const;

    std::unique_ptr<PortfolioReplica> m_portfolio;
    std::unique_ptr<blobs::BlobCache> m_cache;
    std::unique_ptr<BackgroundReader> m_reader;
    std::unique_ptr<PhotoStripPresenter> m_presenter;
    std::unique_ptr<PhotoStrip> m_strip;
    PhotoList *m_list = nullptr;
};

PhotoFunctions TestPhotoStrip::functions()
{
    PhotoFunctions functions;
    functions.edit = m_portfolio->editFunction();
    functions.add = [this](const ListingId &listing, const QString &file, qint64 position, const DoneFunction &done) {
        const auto sha256 = m_cache->addOutgoing(file);
        if (sha256)
            m_portfolio->editFunction()(replica::addPhoto(PhotoId::create(), listing, *sha256, {}, position), done);
        else
            done(fail(sha256.error()));
    };
    functions.fetch = [this](const TenantId &, const QString &sha256, int, const PhotoFetched &fetched) {
        const QString path = m_cache->find(sha256, 0);
        fetched(path.isEmpty() ? Result<QString>(fail(ErrorCode::Offline, u"Not here."_s)) : path);
    };
    return functions;
}

void TestPhotoStrip::init()
{
    m_portfolio = std::make_unique<PortfolioReplica>();
    QVERIFY(m_portfolio->fill({}));
    m_cache = std::make_unique<blobs::BlobCache>(m_portfolio->folder());
    m_reader = std::make_unique<BackgroundReader>(m_portfolio->folder(), test::fieldKey());
    m_presenter = std::make_unique<PhotoStripPresenter>(functions(), *m_reader);
    connect(m_portfolio.get(), &PortfolioReplica::rowsChanged, m_presenter.get(), &PhotoStripPresenter::refresh);
    m_strip = std::make_unique<PhotoStrip>(*m_presenter);
    m_strip->resize(376, 420);
    m_strip->show();
    m_list = part<PhotoList>("photoList");
    m_presenter->open(m_portfolio->listing(0));
}

void TestPhotoStrip::cleanup()
{
    m_strip.reset();
    m_presenter.reset();
    m_reader.reset();
    m_portfolio.reset();
}

QString TestPhotoStrip::makeFile(quint32 seed)
{
    const QString path = m_portfolio->folder() + u"/photo%1.jpg"_s.arg(seed);
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(test::photo({400, seed % 2 ? 300 : 500}, "jpeg", seed));
    return path;
}

void TestPhotoStrip::addThree()
{
    m_presenter->add({makeFile(1), makeFile(2), makeFile(3)});
    QTRY_COMPARE(m_list->count(), 3);
}

QStringList TestPhotoStrip::hashes() const
{
    QStringList found;
    for (const replica::PhotoRow &photo : m_presenter->photos())
        found << photo.sha256;
    return found;
}

void TestPhotoStrip::grab(const QString &name) const
{
    const QString folder = QString::fromLatin1(ROOST_BINARY_DIR) + u"/pictures"_s;
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(m_strip->grab().save(folder + u'/' + name + u".png"_s));
}

void TestPhotoStrip::addsFilesBehindTheOthers()
{
    QVERIFY(part<QLabel>("photosHint")->isVisible());
    addThree();
    QVERIFY(!part<QLabel>("photosHint")->isVisible());
    const QStringList before = hashes();
    m_presenter->add({makeFile(4)});
    QTRY_COMPARE(m_list->count(), 4);
    QCOMPARE(hashes().first(3), before);
    QTRY_COMPARE(m_presenter->pictureState(hashes().last()), PhotoStripPresenter::Picture::Shown);
    QCOMPARE(m_list->item(3)->text(), u"Not sent yet"_s);
    QCOMPARE(m_list->item(3)->data(Qt::AccessibleTextRole).toString(), u"Photo 4 of 4, Not sent yet"_s);
    m_presenter->setSending({4, 340'000, 900'000});
    QVERIFY(part<QLabel>("photosSending")->isVisible());
    for (const QString &sha256 : hashes())
        QTRY_COMPARE(m_presenter->pictureState(sha256), PhotoStripPresenter::Picture::Shown);
    grab(u"photos"_s);
}

void TestPhotoStrip::refusesWhatIsNoPhoto()
{
    QSignalSpy failed(m_presenter.get(), &PhotoStripPresenter::failed);
    const QString path = m_portfolio->folder() + u"/notes.txt"_s;
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("some text that is no photo") > 0);
    file.close();
    m_presenter->add({path});
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed.first().first().toString().contains(u"notes.txt"_s));
    QCOMPARE(m_list->count(), 0);
}

void TestPhotoStrip::ordersByButtonsAndDragging()
{
    addThree();
    const QStringList before = hashes();
    m_list->setCurrentRow(0);
    QTest::mouseClick(part<QToolButton>("photoLater"), Qt::LeftButton);
    QTRY_COMPARE(hashes(), (QStringList{before[1], before[0], before[2]}));
    QCOMPARE(m_list->currentRow(), 1);
    Q_EMIT m_list->photoDragged(2, 0);
    QTRY_COMPARE(hashes(), (QStringList{before[2], before[1], before[0]}));
    // As often as one likes: when there is no room between two, all are numbered anew.
    for (int i = 0; i < 14; ++i) {
        const QStringList now = hashes();
        Q_EMIT m_list->photoDragged(2, 1);
        QTRY_COMPARE(hashes(), (QStringList{now[0], now[2], now[1]}));
    }
}

void TestPhotoStrip::editsTheCaption()
{
    addThree();
    QVERIFY(!part<QLineEdit>("photoCaption")->isEnabled());
    m_list->setCurrentRow(1);
    auto *caption = part<QLineEdit>("photoCaption");
    caption->setFocus();
    QTest::keyClicks(caption, u"The fjord"_s);
    QTest::keyClick(caption, Qt::Key_Return);
    QTRY_COMPARE(m_presenter->photos().at(1).caption, u"The fjord"_s);
}

void TestPhotoStrip::removes()
{
    addThree();
    m_list->setCurrentRow(1);
    const QStringList before = hashes();
    QTest::mouseClick(part<QPushButton>("photoRemove"), Qt::LeftButton);
    QTRY_COMPARE(hashes(), (QStringList{before[0], before[2]}));
}

void TestPhotoStrip::showsAPlaceholderForWhatIsNotHere()
{
    addThree();
    QVERIFY(QFile::remove(m_cache->outgoing(hashes().at(1))));
    m_presenter->open(m_portfolio->listing(1));
    m_presenter->open(m_portfolio->listing(0));
    QTRY_COMPARE(m_list->count(), 3);
    QTRY_COMPARE(m_presenter->pictureState(hashes().at(1)), PhotoStripPresenter::Picture::NotHere);
    QVERIFY(m_list->item(1)->data(Qt::AccessibleTextRole).toString().contains(u"not on this computer"_s));
    for (const int row : {0, 2})
        QTRY_COMPARE(m_presenter->pictureState(hashes().at(row)), PhotoStripPresenter::Picture::Shown);
    grab(u"photos-missing"_s);
}

QTEST_MAIN(TestPhotoStrip)
#include "TestPhotoStrip.moc"
