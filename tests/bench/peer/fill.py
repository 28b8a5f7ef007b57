"""Makes the peer's tables with listings and guests; prints a line for each client, as bench_hold_pairs reads them.

    fill.py LISTINGS UNITS CLIENTS
"""
import datetime
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
import django  # noqa: E402

django.setup()
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from lodging.models import Listing, Unit  # noqa: E402
from rest_framework.authtoken.models import Token  # noqa: E402

listings, units, clients = map(int, sys.argv[1:])
with connection.cursor() as cursor:
    cursor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
call_command("migrate", verbosity=0)
made = Listing.objects.bulk_create(
    Listing(
        title=f"Cabin {number}",
        time_zone="Europe/Oslo",
        currency="NOK",
        base_price_minor=100_000,
        check_in_time=datetime.time(15),
        check_out_time=datetime.time(11),
    )
    for number in range(listings)
)
Unit.objects.bulk_create(Unit(listing=listing, position=n) for listing in made for n in range(units))
for number in range(clients):
    user, _ = User.objects.get_or_create(username=f"guest{number}")
    token, _ = Token.objects.get_or_create(user=user)
    own = [made[n] for n in range(number % listings, listings, clients)]
    print(f"Token {token.key}\t{','.join(str(listing.id) for listing in own or made[:1])}")
