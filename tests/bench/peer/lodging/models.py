"""The same tables that Roost takes nights with: units, claims that never overlap, holds, bookings."""
import uuid

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models


class Listing(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    title = models.CharField(max_length=500)
    time_zone = models.CharField(max_length=64)
    currency = models.CharField(max_length=3)
    base_price_minor = models.BigIntegerField()
    max_guests = models.IntegerField(default=2)
    check_in_time = models.TimeField()
    check_out_time = models.TimeField()


class Unit(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE)
    position = models.IntegerField(default=0)


class Booking(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    code = models.CharField(max_length=20, unique=True)
    listing = models.ForeignKey(Listing, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    guest = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    status = models.CharField(max_length=12)
    check_in = models.DateField()
    check_out = models.DateField()
    guests = models.IntegerField()
    total_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    quote = models.JSONField()
    requested_at = models.DateTimeField(auto_now_add=True)


class Hold(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    token_hash = models.BinaryField()
    check_in = models.DateField()
    check_out = models.DateField()
    guests = models.IntegerField()
    quote = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True)
    booking = models.ForeignKey(Booking, null=True, on_delete=models.CASCADE)


class Claim(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE)
    during = DateTimeRangeField()
    hold = models.ForeignKey(Hold, null=True, on_delete=models.CASCADE)
    booking = models.ForeignKey(Booking, null=True, on_delete=models.CASCADE)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="claim_never_overlaps",
                expressions=[("unit", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            )
        ]


class AuditEntry(models.Model):
    at = models.DateTimeField(auto_now_add=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    action = models.CharField(max_length=50)
    entity_id = models.UUIDField(db_index=True)
    to_state = models.CharField(max_length=20)
