// roostd booking cancel: a booking ended by whoever runs the server.
#pragma once

#include "Subcommand.h"

namespace roost::app {

class BookingCancelCommand : public Subcommand
{
public:
    QString name() const override { return QStringLiteral("booking cancel"); }
    QString summary() const override { return QStringLiteral("Cancel a booking; the guest gets everything back."); }
    void addOptions(QCommandLineParser &parser) const override;
    Result<void> run(const QCommandLineParser &parser) override;
};

} // namespace roost::app
