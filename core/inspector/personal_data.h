// Looks through the claims of a readable token for what should not travel in the clear: card and account
// numbers, national identity numbers, passwords, keys; and for what tells of a person. Numbers count only
// with their check digits, so that an ordinary id is not taken for one. No value leaves here, only where it
// stands.
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

namespace tessera {

enum class DataKind { Person, CardNumber, BankAccount, NationalId, Secret, PrivateKey };

struct PersonalDatum
{
    DataKind kind = DataKind::Person;
    QString path; ///< "address.street_address", "cards[2]"
    QString what; ///< "a card number (16 digits, hidden)"; the value is not in it
    friend bool operator==(const PersonalDatum&, const PersonalDatum&) = default;
};

/// At most 50; values beyond the first 5,000 and below the 32nd level are not looked at.
QList<PersonalDatum> findPersonalData(const QJsonObject& claims);

} // namespace tessera
