"""Hold nights; confirm the hold. Each in one transaction, as careful as Roost's."""
import datetime
import hashlib
import secrets
import zoneinfo

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from psycopg2.extras import DateTimeTZRange
from rest_framework import serializers, status
from rest_framework.generics import get_object_or_404
from rest_framework.response import Response
from rest_framework.views import APIView

from .models import AuditEntry, Booking, Claim, Hold, Listing, Unit

HOLD_SECONDS = 120
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class HoldRequest(serializers.Serializer):
    listing_id = serializers.UUIDField()
    check_in = serializers.DateField()
    check_out = serializers.DateField()
    guests = serializers.IntegerField(min_value=1, max_value=10_000)

    def validate(self, attrs):
        if attrs["check_in"] >= attrs["check_out"] or attrs["check_in"] < datetime.date.today():
            raise serializers.ValidationError({"check_in": "These dates make no stay."})
        if (attrs["check_out"] - attrs["check_in"]).days > 365:
            raise serializers.ValidationError({"check_out": "This is too long."})
        return attrs


class TokenRequest(serializers.Serializer):
    token = serializers.CharField(max_length=100)


def quote_for(listing, check_in, check_out):
    nights = [
        {"date": str(check_in + datetime.timedelta(days=n)), "amount_minor": listing.base_price_minor}
        for n in range((check_out - check_in).days)
    ]
    total = sum(night["amount_minor"] for night in nights)
    return {"lines": nights, "total_minor": total, "currency": listing.currency}


def occupied(listing, check_in, check_out):
    zone = zoneinfo.ZoneInfo(listing.time_zone)
    return DateTimeTZRange(
        datetime.datetime.combine(check_in, listing.check_in_time, zone),
        datetime.datetime.combine(check_out, listing.check_out_time, zone),
        "[)",
    )


def taken():
    return Response({"code": "DATES_TAKEN"}, status=status.HTTP_409_CONFLICT)


class CreateHold(APIView):
    def post(self, request):
        asked = HoldRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        wish = asked.validated_data
        listing = get_object_or_404(Listing, pk=wish["listing_id"])
        if wish["guests"] > listing.max_guests:
            return Response({"code": "STAY_RULE_BROKEN"}, status=status.HTTP_422_UNPROCESSABLE_ENTITY)
        during = occupied(listing, wish["check_in"], wish["check_out"])
        token = secrets.token_urlsafe(32)
        now = timezone.now()
        try:
            with transaction.atomic():
                Claim.objects.filter(unit__listing=listing, during__overlap=during, expires_at__lte=now).delete()
                unit = (
                    Unit.objects.filter(listing=listing)
                    .exclude(claim__during__overlap=during)
                    .order_by("position")
                    .first()
                )
                if unit is None:
                    return taken()
                hold = Hold.objects.create(
                    listing=listing,
                    unit=unit,
                    user=request.user,
                    token_hash=hashlib.sha256(token.encode()).digest(),
                    check_in=wish["check_in"],
                    check_out=wish["check_out"],
                    guests=wish["guests"],
                    quote=quote_for(listing, wish["check_in"], wish["check_out"]),
                    expires_at=now + datetime.timedelta(seconds=HOLD_SECONDS),
                )
                Claim.objects.create(unit=unit, during=during, hold=hold, expires_at=hold.expires_at)
        except IntegrityError:
            return taken()
        reply = {"id": str(hold.id), "token": token, "expires_at": hold.expires_at, "quote": hold.quote}
        return Response(reply, status=status.HTTP_201_CREATED)


class ConfirmHold(APIView):
    def post(self, request, hold_id):
        asked = TokenRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        token_hash = hashlib.sha256(asked.validated_data["token"].encode()).hexdigest()
        now = timezone.now()
        with transaction.atomic():
            hold = get_object_or_404(Hold.objects.select_for_update().select_related("listing"), pk=hold_id, user=request.user)
            if not constant_time_compare(bytes(hold.token_hash).hex(), token_hash):
                return Response({"code": "NOT_FOUND"}, status=status.HTTP_404_NOT_FOUND)
            if hold.booking_id:
                return Response({"code": "HOLD_USED"}, status=status.HTTP_409_CONFLICT)
            if hold.expires_at <= now:
                return Response({"code": "HOLD_EXPIRED"}, status=status.HTTP_410_GONE)
            code = "BK-%s-%s" % (now.strftime("%Y%m%d"), "".join(secrets.choice(LETTERS) for _ in range(6)))
            booking = Booking.objects.create(
                code=code,
                listing=hold.listing,
                unit_id=hold.unit_id,
                guest=request.user,
                status="confirmed",
                check_in=hold.check_in,
                check_out=hold.check_out,
                guests=hold.guests,
                total_minor=hold.quote["total_minor"],
                currency=hold.quote["currency"],
                quote=hold.quote,
            )
            Claim.objects.filter(hold=hold).update(hold=None, booking=booking, expires_at=None)
            hold.ended_at = now
            hold.booking = booking
            hold.save(update_fields=["ended_at", "booking"])
            AuditEntry.objects.create(user=request.user, action="booking.request", entity_id=booking.id, to_state="confirmed")
        reply = {
            "id": str(booking.id),
            "code": booking.code,
            "status": booking.status,
            "check_in": booking.check_in,
            "check_out": booking.check_out,
            "total_minor": booking.total_minor,
            "currency": booking.currency,
            "quote": booking.quote,
        }
        return Response(reply, status=status.HTTP_201_CREATED)
