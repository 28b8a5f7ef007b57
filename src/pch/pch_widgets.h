// pch_core.h and Qt's widgets.
#pragma once

#include "pch_core.h"

#include <QtGui/QtGui>
#include <QtWidgets/QtWidgets>
