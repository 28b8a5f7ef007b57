from django.urls import path

from lodging.views import ConfirmHold, CreateHold

urlpatterns = [
    path("api/v1/holds", CreateHold.as_view()),
    path("api/v1/holds/<uuid:hold_id>/confirm", ConfirmHold.as_view()),
]
