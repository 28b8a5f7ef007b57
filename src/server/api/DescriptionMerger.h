// Puts the API description together from its files: roost.json has what all share (info, security, tags, common
// components), each other file the paths and components of one subject:
//
//   {"paths": {"/api/v1/…": {"get": {…}}}, "components": {"schemas": {…}}}
#pragma once

#include "common/Result.h"

#include <QJsonObject>

namespace roost::api {

struct DescriptionFile
{
    QString name; // "roost.json"
    QByteArray json;
};

// The whole document: the file called roost.json and, in any order, the others. A path may have its methods in several
// files. Internal error, naming the key and both files, when two define the same method of a path or the same
// component; naming the file, when it is no JSON or holds something else than paths and components.
Result<QJsonObject> mergeDescription(const QList<DescriptionFile> &files);

} // namespace roost::api
