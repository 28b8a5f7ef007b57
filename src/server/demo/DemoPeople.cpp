#include "DemoPeople.h"

#include <QStringList>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

// A name as it is written where it comes from, and in ASCII for an address.
struct Name
{
    QString written;
    QString plain;
};

struct People
{
    QList<Name> given;
    QList<Name> family;
    bool familyFirst = false;
    QString separator = u" "_s;
    QString callingCode;
    int weight = 1;
};

QList<Name> same(const QStringList &names)
{
    QList<Name> result;
    for (const QString &name : names)
        result << Name{name, name.toLower()};
    return result;
}

const QList<People> &peoples()
{
    static const QList<People> all{
        {QList<Name>{{u"Åse"_s, u"ase"_s},
                     {u"Bjørn"_s, u"bjorn"_s},
                     {u"Øyvind"_s, u"oyvind"_s},
                     {u"Håkon"_s, u"hakon"_s},
                     {u"Sølvi"_s, u"solvi"_s},
                     {u"Kåre"_s, u"kare"_s}} +
             same({u"Ingrid"_s, u"Sigrid"_s, u"Lars"_s, u"Marte"_s, u"Nora"_s, u"Eirik"_s, u"Tuva"_s, u"Jonas"_s}),
         QList<Name>{{u"Ødegård"_s, u"odegard"_s},
                     {u"Sæther"_s, u"sather"_s},
                     {u"Bråthen"_s, u"brathen"_s},
                     {u"Grønvold"_s, u"gronvold"_s}} +
             same({u"Hansen"_s, u"Nilsen"_s, u"Haugen"_s, u"Solberg"_s, u"Berg"_s, u"Lunde"_s, u"Vik"_s}),
         false, u" "_s, u"+47"_s, 9},
        {same({u"Emma"_s, u"Olivia"_s, u"James"_s, u"Harriet"_s, u"George"_s, u"Isla"_s, u"Callum"_s, u"Fiona"_s,
               u"Rory"_s, u"Maya"_s}),
         same({u"Clarke"_s, u"Murray"_s, u"Hughes"_s, u"Fraser"_s, u"Walsh"_s, u"Bennett"_s, u"Okafor"_s, u"Patel"_s,
               u"Reid"_s}),
         false, u" "_s, u"+44"_s, 7},
        {QList<Name>{{u"Jürgen"_s, u"juergen"_s}, {u"Käthe"_s, u"kaethe"_s}, {u"Björn"_s, u"bjoern"_s}} +
             same({u"Anna"_s, u"Lukas"_s, u"Johanna"_s, u"Felix"_s, u"Greta"_s, u"Moritz"_s, u"Paula"_s}),
         QList<Name>{{u"Müller"_s, u"mueller"_s},
                     {u"Schäfer"_s, u"schaefer"_s},
                     {u"Groß"_s, u"gross"_s},
                     {u"Köhler"_s, u"koehler"_s}} +
             same({u"Weber"_s, u"Wagner"_s, u"Hoffmann"_s, u"Lehmann"_s, u"Winkler"_s}),
         false, u" "_s, u"+49"_s, 7},
        {QList<Name>{{u"João"_s, u"joao"_s}, {u"Inês"_s, u"ines"_s}, {u"Conceição"_s, u"conceicao"_s}} +
             same({u"Tiago"_s, u"Beatriz"_s, u"Rui"_s, u"Marta"_s, u"Duarte"_s}),
         QList<Name>{{u"Gonçalves"_s, u"goncalves"_s}, {u"Simões"_s, u"simoes"_s}, {u"Araújo"_s, u"araujo"_s}} +
             same({u"Ferreira"_s, u"Carvalho"_s, u"Pinto"_s}),
         false, u" "_s, u"+351"_s, 4},
        {QList<Name>{{u"Chloé"_s, u"chloe"_s}, {u"René"_s, u"rene"_s}, {u"Maëlle"_s, u"maelle"_s}} +
             same({u"Camille"_s, u"Antoine"_s, u"Juliette"_s, u"Mathieu"_s, u"Sophie"_s}),
         QList<Name>{{u"Lefèvre"_s, u"lefevre"_s}, {u"Bégin"_s, u"begin"_s}} +
             same({u"Moreau"_s, u"Tremblay"_s, u"Girard"_s, u"Rousseau"_s}),
         false, u" "_s, u"+33"_s, 5},
        {{{u"أحمد"_s, u"ahmad"_s},
          {u"فاطمة"_s, u"fatima"_s},
          {u"ليلى"_s, u"layla"_s},
          {u"يوسف"_s, u"youssef"_s},
          {u"مريم"_s, u"maryam"_s},
          {u"خالد"_s, u"khalid"_s},
          {u"نور"_s, u"nour"_s}},
         {{u"الحسن"_s, u"alhassan"_s},
          {u"بن علي"_s, u"benali"_s},
          {u"منصور"_s, u"mansour"_s},
          {u"الفاسي"_s, u"elfassi"_s},
          {u"حداد"_s, u"haddad"_s}},
         false,
         u" "_s,
         u"+212"_s,
         4},
        {{{u"陽子"_s, u"yoko"_s},
          {u"健太"_s, u"kenta"_s},
          {u"美咲"_s, u"misaki"_s},
          {u"翔"_s, u"sho"_s},
          {u"さくら"_s, u"sakura"_s},
          {u"大輔"_s, u"daisuke"_s},
          {u"結衣"_s, u"yui"_s}},
         {{u"佐藤"_s, u"sato"_s},
          {u"鈴木"_s, u"suzuki"_s},
          {u"高橋"_s, u"takahashi"_s},
          {u"渡辺"_s, u"watanabe"_s},
          {u"山本"_s, u"yamamoto"_s}},
         true,
         u" "_s,
         u"+81"_s,
         4},
        {{{u"伟"_s, u"wei"_s}, {u"芳"_s, u"fang"_s}, {u"静"_s, u"jing"_s}, {u"子涵"_s, u"zihan"_s}},
         {{u"王"_s, u"wang"_s}, {u"李"_s, u"li"_s}, {u"陈"_s, u"chen"_s}, {u"林"_s, u"lin"_s}},
         true,
         u""_s,
         u"+86"_s,
         2},
        {{{u"Łukasz"_s, u"lukasz"_s},
          {u"Małgorzata"_s, u"malgorzata"_s},
          {u"Zofia"_s, u"zofia"_s},
          {u"Piotr"_s, u"piotr"_s},
          {u"Оксана"_s, u"oksana"_s},
          {u"Тарас"_s, u"taras"_s}},
         {{u"Wiśniewska"_s, u"wisniewska"_s},
          {u"Nowak"_s, u"nowak"_s},
          {u"Шевченко"_s, u"shevchenko"_s},
          {u"Коваль"_s, u"koval"_s}},
         false,
         u" "_s,
         u"+48"_s,
         3},
        {same({u"Priya"_s, u"Arjun"_s, u"Ananya"_s, u"Rahul"_s, u"Meera"_s}),
         same({u"Sharma"_s, u"Iyer"_s, u"Nair"_s, u"Banerjee"_s, u"Kapoor"_s}), false, u" "_s, u"+91"_s, 2},
        {QList<Name>{{u"Sofía"_s, u"sofia"_s}, {u"Andrés"_s, u"andres"_s}, {u"Lucía"_s, u"lucia"_s}} +
             same({u"Diego"_s, u"Carmen"_s, u"Pablo"_s}),
         QList<Name>{{u"García"_s, u"garcia"_s}, {u"Muñoz"_s, u"munoz"_s}, {u"Ibáñez"_s, u"ibanez"_s}} +
             same({u"Torres"_s, u"Vega"_s}),
         false, u" "_s, u"+34"_s, 4},
    };
    return all;
}

const People &pickPeople(DemoRandom &random)
{
    static const QList<int> weights = [] {
        QList<int> list;
        for (const People &people : peoples())
            list << people.weight;
        return list;
    }();
    return peoples().at(random.weighted(weights));
}

} // namespace

DemoGuest demoGuest(DemoRandom &random, int number)
{
    static const QStringList domains{u"example.com"_s, u"example.org"_s, u"example.net"_s};
    static const QStringList notes{
        u"Comes every year; likes the quiet side."_s,   u"Allergic to down, wool blankets please."_s,
        u"Arrives by bicycle, needs the cellar key."_s, u"Asked for a late check-out last time."_s,
        u"Travels with a small, well-behaved dog."_s,   u"Left the place spotless."_s,
    };
    const People &people = pickPeople(random);
    const Name &given = random.pick(people.given);
    const Name &family = random.pick(people.family);
    DemoGuest guest;
    guest.name = people.familyFirst ? family.written + people.separator + given.written
                                    : given.written + people.separator + family.written;
    guest.email = u"%1.%2%3@%4"_s.arg(given.plain, family.plain, QString::number(number), random.pick(domains));
    guest.phone = u"%1 555 %2 %3"_s.arg(people.callingCode)
                      .arg(random.between(0, 99), 2, 10, QChar(u'0'))
                      .arg(random.between(0, 9999), 4, 10, QChar(u'0'));
    if (random.chance(6))
        guest.notes = random.pick(notes);
    return guest;
}

} // namespace roost
