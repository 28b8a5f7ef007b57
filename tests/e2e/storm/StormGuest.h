// A guest in a storm: holds, confirms, lets expire, extends, releases, books, changes, cancels, waits; all at random.
#pragma once

#include "StormClient.h"

#include <random>

namespace roost::test {

class StormGuest
{
    Q_DISABLE_COPY_MOVE(StormGuest)

public:
    StormGuest(const StormWorld &world, StormClient &client, quint32 seed);
    void run();

private:
    struct Held
    {
        QString id;
        QString token;
        bool isStay = false;
    };
    struct Booked
    {
        QString id;
        bool isPending = false;
        bool isStay = false;
    };

    int roll(int sides) { return static_cast<int>(m_dice() % static_cast<quint32>(sides)); }
    QJsonObject wish();
    QJsonObject stayWish();
    QJsonObject stayDates();
    void hold();
    void confirm(const Held &held);
    void dealWithHold();
    void book();
    void remember(const StormEntry &made);
    void dealWithBooking();
    void lookAtWaitlist();
    void tryAnothersHold();

    const StormWorld &m_world;
    StormClient &m_client;
    std::mt19937 m_dice;
    QList<Held> m_held;
    QList<Booked> m_booked;
    QString m_lastHold;
};

} // namespace roost::test
