using Comptoir.Api;
using Comptoir.Sending;
using Comptoir.Users;
using Comptoir.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Notifications;

/// <summary>What people are told, in the API.</summary>
static class NotificationRoutes
{
    static readonly Keyset<Notification, DateTime> Latest = new(
        row => row.LatestAt,
        row => row.Id,
        true
    );

    public static void MapNotificationApi(this RouteGroupBuilder api)
    {
        api.MapGet("/notifications", ListAsync)
            .WithTags("Notifications")
            .WithSummary("What the people of the office were told, newest first")
            .WithDescription(
                "A row for each person. A key belongs to no person, so that it sees what everybody of its office was told; `mail` says what became of the e-mail, where one was wanted."
            );
        var shops = api.MapGroup("/web-shops/{id:long}/notifications").WithTags("Notifications");
        shops
            .MapGet("/", ChoicesAsync)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Who is told what of a web shop");
        shops
            .MapPut("/", ChooseAsync)
            .RequireAuthorization(Policies.Manages)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Says who is told what of a web shop")
            .WithDescription("The list as a whole: whoever is left out is told nothing any more.");
    }

    static async Task<Listed<NotificationAnswer>> ListAsync(
        CurrentOffice office,
        Texts texts,
        Choice<NotificationKind>? kind,
        long? webShop,
        long? user,
        bool? unread,
        int? limit,
        string? cursor,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        var rows = db.Notifications.AsNoTracking();
        if (kind is { Value: var only })
            rows = rows.Where(row => row.Kind == only);
        if (webShop is not null)
            rows = rows.Where(row => row.WebShopId == webShop);
        if (user is not null)
            rows = rows.Where(row => row.UserId == user);
        if (unread is { } fresh)
            rows = rows.Where(row => row.ReadAt == null == fresh);
        var page = await Latest.ListAsync(
            "notifications:latest",
            rows,
            limit,
            cursor,
            row => row,
            row => (row.LatestAt, row.Id),
            cancellationToken
        );
        long[] mails = [.. page.Items.Select(row => row.MailId).OfType<long>().Distinct()];
        long[] users = [.. page.Items.Select(row => row.UserId).Distinct()];
        var states = await db
            .OutgoingMails.AsNoTracking()
            .Where(mail => mails.Contains(mail.Id))
            .ToDictionaryAsync(mail => mail.Id, cancellationToken);
        var names = await db
            .Users.Where(row => users.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.Name, cancellationToken);
        return new(
            [
                .. page.Items.Select(row =>
                {
                    var view = NotificationView.Of(texts, row);
                    var mail = row.MailId is { } id ? states.GetValueOrDefault(id) : null;
                    return new NotificationAnswer(
                        row.Id,
                        row.Kind,
                        row.WebShopId,
                        row.UserId,
                        names.GetValueOrDefault(row.UserId, ""),
                        view.Title,
                        view.Lines,
                        view.Address,
                        row.Facts.Count,
                        row.RaisedAt,
                        row.LatestAt,
                        row.ReadAt,
                        row.MailDueAt is { } due
                            ? new(due, mail?.State, mail?.SentAt, mail?.Fault)
                            : null
                    );
                }),
            ],
            page.Next
        );
    }

    static async Task<Results<Ok<ChoicesBody>, ProblemHttpResult>> ChoicesAsync(
        CurrentOffice office,
        long id,
        CancellationToken cancellationToken
    ) =>
        await BodyAsync(office, id, cancellationToken) is { } body
            ? TypedResults.Ok(body)
            : Missing.Of("web shop", id);

    static async Task<Results<Ok<ChoicesBody>, ProblemHttpResult>> ChooseAsync(
        CurrentOffice office,
        ChooseNotifications choose,
        long id,
        ChoicesBody body,
        CancellationToken cancellationToken
    )
    {
        if (await BodyAsync(office, id, cancellationToken) is null)
            return Missing.Of("web shop", id);
        await choose.RunAsync(
            office.OfficeId,
            id,
            [
                .. body.Told.Select(one => new ChosenNotifications(
                    one.User,
                    one.NewOrders,
                    one.Attention,
                    one.Stops,
                    one.FirstSynchronization,
                    one.Mail,
                    one.Hour ?? NotificationChoice.UsualHour
                )),
            ],
            all: true,
            cancellationToken
        );
        return TypedResults.Ok(await BodyAsync(office, id, cancellationToken));
    }

    static async Task<ChoicesBody?> BodyAsync(CurrentOffice office, long id, CancellationToken ct)
    {
        await using var db = office.Open();
        var view = await ChoicesView.ReadAsync(db, id, ct);
        return view.Shops.Count == 0
            ? null
            : new([
                .. view
                    .Members.Select(member => (Member: member, Told: view.Of(id, member.Id)))
                    .Where(x => !x.Told.IsNothing)
                    .Select(x => new ToldBody(
                        x.Member.Id,
                        x.Told.NewOrders,
                        x.Told.Attention,
                        x.Told.Stops,
                        x.Told.First,
                        x.Told.Mail,
                        x.Told.Hour
                    )
                    {
                        Name = x.Member.Name,
                    }),
            ]);
    }
}

/// <summary>Something that one person was told.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind">What kind of news.</param>
/// <param name="WebShop">The web shop; null for the office as a whole.</param>
/// <param name="User">Who was told.</param>
/// <param name="UserName">The name of that person.</param>
/// <param name="Title">What happened, in a line.</param>
/// <param name="Lines">The newest names, what to do.</param>
/// <param name="Address">The page to look at, from the root of this site.</param>
/// <param name="Count">How many objects it is about.</param>
/// <param name="RaisedAt">When it was first told.</param>
/// <param name="LatestAt">When something was added last.</param>
/// <param name="ReadAt">When the person saw it; null while it is new.</param>
/// <param name="Mail">What became of its e-mail; null where none is wanted.</param>
public sealed record NotificationAnswer(
    long Id,
    NotificationKind Kind,
    long? WebShop,
    long User,
    string UserName,
    string Title,
    IReadOnlyList<string> Lines,
    string Address,
    int Count,
    DateTime RaisedAt,
    DateTime LatestAt,
    DateTime? ReadAt,
    NoticeMailAnswer? Mail
);

/// <summary>The e-mail of a notification.</summary>
/// <param name="DueAt">When it is to go out.</param>
/// <param name="State">Where it is; null before it is queued.</param>
/// <param name="SentAt">When the server took it.</param>
/// <param name="Fault">What went wrong last.</param>
public sealed record NoticeMailAnswer(
    DateTime DueAt,
    MailState? State,
    DateTime? SentAt,
    MailFault? Fault
);

/// <summary>Who is told what of a web shop.</summary>
/// <param name="Told">Those who are told something.</param>
public sealed record ChoicesBody(IReadOnlyList<ToldBody> Told);

/// <summary>What one person is told of a web shop.</summary>
/// <param name="User">The person, by number.</param>
/// <param name="NewOrders">Told of new orders.</param>
/// <param name="Attention">Told of what needs attention.</param>
/// <param name="Stops">Told when synchronizations stop.</param>
/// <param name="FirstSynchronization">Told when the first synchronization is done.</param>
/// <param name="Mail">Whether it goes out by e-mail too: <c>off</c>, <c>atOnce</c>, <c>daily</c>.</param>
/// <param name="Hour">The hour of the daily e-mail in the office's time zone; 8 when it is left out.</param>
public sealed record ToldBody(
    long User,
    bool NewOrders = false,
    bool Attention = false,
    bool Stops = false,
    bool FirstSynchronization = false,
    MailRhythm Mail = MailRhythm.Off,
    int? Hour = null
)
{
    /// <summary>The person's name, as it is answered; of no account when it is sent.</summary>
    public string? Name { get; init; }
}
