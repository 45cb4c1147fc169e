"""What a reader sees when a request cannot be answered: what happened and what to do about it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        request,
        400,
        heading=_("请求无法识别"),
        cause=_("浏览器送来的内容不完整或已改动,没有保存任何东西。"),
        remedy=_("请返回上一页重新提交;仍不成功时,把页面时间告诉本单位管理员。"),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    cause = str(exception) or _("您可以查看这一内容,但现任岗位不能办理这一步。")
    return _page(
        request,
        403,
        heading=_("无权办理"),
        cause=cause,
        remedy=_("请由承担该项职责的岗位办理;岗位或分管关系有变动的,请管理员更新任职。"),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        request,
        404,
        heading=_("没有找到"),
        cause=_("这个地址没有您可以查看的内容:可能已经移动,也可能不在您的查看范围内。"),
        remedy=_("请从首页或案件列表进入;地址是抄来的,请核对是否完整。"),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(
        request,
        403,
        heading=_("页面已过期"),
        cause=_("登录状态或页面已经更新,这次提交没有保存。"),
        remedy=_("请返回上一页刷新后再提交;浏览器须允许本站使用 Cookie。"),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Touches neither session nor database: either may be what failed."""
    context = {
        "status": 500,
        "heading": _("系统出错"),
        "cause": _("这一步没有办成,已录入的内容没有受影响。"),
        "remedy": _("请稍后再试;再次出现时,把本页时间和正在办的事告诉系统管理员。"),
    }
    return HttpResponse(render_to_string("web/error.html", context), status=500)


def _page(request: HttpRequest, status: int, **said: str) -> HttpResponse:
    """`said`: heading, cause, remedy."""
    return render(request, "web/error.html", {"status": status, **said}, status=status)
