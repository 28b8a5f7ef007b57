#include "DemoCatalogue.h"

#include <array>

namespace roost {

using namespace Qt::StringLiterals;

const QList<DemoListing> &demoListings()
{
    static const QList<DemoListing> listings{
        {u"Bright loft by the Akerselva"_s,
         u"A former weaving mill with high windows over the river. Oslo's best coffee is across the footbridge, the "
         "tram to the station takes eight minutes, and the bedroom is as quiet as the forest at the end of the line."_s,
         u"Oslo"_s,
         u"Grünerløkka"_s,
         u"NO"_s,
         u"Europe/Oslo"_s,
         59.9227,
         10.7532,
         u"Entire home"_s,
         148,
         2,
         4,
         3,
         DemoSeason::City,
         true,
         QTime(15, 0),
         QTime(11, 0),
         {}},
        {u"Garden apartment in Frogner"_s,
         u"Two bedrooms on the ground floor of an 1890s town house, with a lilac garden of its own and the sculpture "
         "park round the corner. Cot and high chair are there; the bakery downstairs opens at seven."_s,
         u"Oslo"_s,
         u"Frogner"_s,
         u"NO"_s,
         u"Europe/Oslo"_s,
         59.9196,
         10.7056,
         u"Entire home"_s,
         189,
         3,
         5,
         4,
         DemoSeason::City,
         false,
         QTime(16, 0),
         QTime(11, 0),
         {}},
        {u"Timber house above the harbour"_s,
         u"A white wooden house from 1824 on a cobbled lane in Sandviken, with a blue kitchen and a view over the "
         "roofs to the fjord. Ten minutes on foot to Bryggen; bring shoes for rain."_s,
         u"Bergen"_s,
         u"Sandviken"_s,
         u"NO"_s,
         u"Europe/Oslo"_s,
         60.4035,
         5.3219,
         u"Entire home"_s,
         172,
         2,
         6,
         3,
         DemoSeason::Coast,
         true,
         QTime(15, 0),
         QTime(11, 0),
         {}},
        {u"Fishermen's cabins on the quay"_s,
         u"Two red rorbuer on stilts, right above the water. Rowing boat, rods and a wood stove come with them; in "
         "winter the northern lights stand over the mountains, in summer the sun never sets."_s,
         u"Svolvær"_s,
         u"Lofoten"_s,
         u"NO"_s,
         u"Europe/Oslo"_s,
         68.2342,
         14.5683,
         u"Cabin"_s,
         215,
         2,
         4,
         4,
         DemoSeason::Coast,
         false,
         QTime(16, 0),
         QTime(10, 0),
         {u"East cabin"_s, u"West cabin"_s}},
        {u"Log cabin at the ski track"_s,
         u"Ski in and ski out at Geilo: a warm timber cabin with a sauna, a drying room and an open fire. The lifts "
         u"are "
         "200 metres away, and in July the plateau above is all yours."_s,
         u"Geilo"_s,
         u"Kikut"_s,
         u"NO"_s,
         u"Europe/Oslo"_s,
         60.5335,
         8.2064,
         u"Cabin"_s,
         264,
         3,
         8,
         5,
         DemoSeason::Mountain,
         false,
         QTime(17, 0),
         QTime(12, 0),
         {}},
        {u"Tiled flat with a view of the Tagus"_s,
         u"Third floor, blue tiles, and a window seat over the rooftops of Alfama. Tram 28 rattles past the corner; on "
         "Tuesdays and Saturdays the flea market is at the door."_s,
         u"Lisbon"_s,
         u"Alfama"_s,
         u"PT"_s,
         u"Europe/Lisbon"_s,
         38.7118,
         -9.1300,
         u"Entire home"_s,
         124,
         2,
         4,
         4,
         DemoSeason::South,
         true,
         QTime(15, 0),
         QTime(11, 0),
         {}},
        {u"Guest rooms on the Douro"_s,
         u"Three rooms with their own baths in a riverside house, and one long breakfast table for everyone. The port "
         "cellars are across the iron bridge."_s,
         u"Porto"_s,
         u"Ribeira"_s,
         u"PT"_s,
         u"Europe/Lisbon"_s,
         41.1407,
         -8.6132,
         u"Private room"_s,
         82,
         1,
         2,
         2,
         DemoSeason::South,
         true,
         QTime(14, 0),
         QTime(11, 0),
         {u"Blue room"_s, u"Green room"_s, u"Attic room"_s}},
        {u"Studio in an old building on the canal"_s,
         u"High ceilings, double doors, a desk by the window and a bicycle in the hall. The Turkish market is on "
         u"Tuesdays "
         "and Fridays along the Maybachufer, three minutes away."_s,
         u"Berlin"_s,
         u"Neukölln"_s,
         u"DE"_s,
         u"Europe/Berlin"_s,
         52.4925,
         13.4290,
         u"Entire home"_s,
         93,
         3,
         2,
         5,
         DemoSeason::City,
         false,
         QTime(15, 0),
         QTime(11, 0),
         {}},
        {u"Georgian garden flat"_s,
         u"A listed flat in Stockbridge with a walled garden, shutters that close and a bath to lie in. Fifteen "
         u"minutes "
         "on foot to the castle, two to the cheesemonger."_s,
         u"Edinburgh"_s,
         u"Stockbridge"_s,
         u"GB"_s,
         u"Europe/London"_s,
         55.9581,
         -3.2095,
         u"Entire home"_s,
         167,
         2,
         4,
         3,
         DemoSeason::City,
         true,
         QTime(16, 0),
         QTime(10, 0),
         {}},
        {u"Riad with a roof terrace"_s,
         u"Two suites around a courtyard with an orange tree. Breakfast is on the roof, with the Atlas on clear "
         u"mornings; "
         "Youssef meets you at the gate of the medina and carries the luggage."_s,
         u"Marrakesh"_s,
         u"Medina"_s,
         u"MA"_s,
         u"Africa/Casablanca"_s,
         31.6346,
         -7.9870,
         u"Hotel room"_s,
         109,
         2,
         3,
         3,
         DemoSeason::South,
         false,
         QTime(14, 0),
         QTime(12, 0),
         {u"Orange suite"_s, u"Cedar suite"_s}},
        {u"Machiya town house"_s,
         u"A wooden merchant's house from the Taishō years, restored with tatami, a cypress bath and a moss garden of "
         "four square metres. The lantern-lit lanes of Higashiyama begin at the next corner."_s,
         u"Kyoto"_s,
         u"Higashiyama"_s,
         u"JP"_s,
         u"Asia/Tokyo"_s,
         35.0003,
         135.7786,
         u"Entire home"_s,
         231,
         2,
         5,
         3,
         DemoSeason::City,
         true,
         QTime(16, 0),
         QTime(10, 0),
         {}},
        {u"Plateau flat with the winding stair"_s,
         u"Second floor of a brick triplex, with the iron staircase that everyone photographs, a balcony over the lane "
         "and Montréal's bagels still warm when you are back upstairs."_s,
         u"Montréal"_s,
         u"Le Plateau"_s,
         u"CA"_s,
         u"America/Toronto"_s,
         45.5225,
         -73.5791,
         u"Entire home"_s,
         118,
         2,
         4,
         4,
         DemoSeason::City,
         false,
         QTime(15, 0),
         QTime(11, 0),
         {}},
    };
    return listings;
}

int demoOccupancyPercent(DemoSeason season, int month)
{
    using Year = std::array<int, 12>;
    static constexpr Year kCity{48, 54, 62, 68, 78, 86, 90, 88, 82, 72, 58, 66};
    static constexpr Year kCoast{26, 36, 48, 56, 72, 90, 96, 94, 76, 50, 30, 34};
    static constexpr Year kMountain{86, 93, 90, 62, 30, 44, 70, 62, 48, 46, 40, 84};
    static constexpr Year kSouth{44, 52, 70, 84, 88, 86, 82, 86, 90, 80, 58, 60};
    const auto index = static_cast<size_t>(month - 1);
    switch (season) {
    case DemoSeason::City:
        return kCity.at(index);
    case DemoSeason::Coast:
        return kCoast.at(index);
    case DemoSeason::Mountain:
        return kMountain.at(index);
    case DemoSeason::South:
        return kSouth.at(index);
    }
    return 50;
}

} // namespace roost
