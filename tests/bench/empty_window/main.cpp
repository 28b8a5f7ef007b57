// The least a Qt Widgets program can be: a window that ends the program once it has been painted. The measure for
// start-up.
#include <QApplication>
#include <QMainWindow>
#include <QTimer>

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QMainWindow window;
    window.resize(1280, 800);
    window.show();
    QTimer::singleShot(0, &application, [&] { QTimer::singleShot(0, &application, &QCoreApplication::quit); });
    return application.exec();
}
