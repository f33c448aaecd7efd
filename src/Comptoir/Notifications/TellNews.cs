using System.Data.Common;
using System.Globalization;
using Comptoir.Storage;
using Comptoir.Users;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Notifications;

/// <summary>
/// Tells what is new, as a question over state: which orders, troubles and ends of runs was nobody told of? Whoever tells takes
/// the mark off in the same transaction; of two processes that do it at once the second finds nothing left and changes nothing.
/// </summary>
sealed class TellNews(Database database, IdSequence ids, TimeProvider clock)
{
    /// <summary>What comes within this time and was not looked at meanwhile is one message.</summary>
    static readonly TimeSpan Together = TimeSpan.FromMinutes(10);

    /// <summary>An e-mail waits a little for what comes with it.</summary>
    static readonly TimeSpan Gather = TimeSpan.FromMinutes(1);

    /// <summary>Tells what is new in an office.</summary>
    /// <returns>Whether something was.</returns>
    public async Task<bool> RunAsync(long officeId, CancellationToken cancellationToken)
    {
        NewsView news;
        await using (var db = database.Open(officeId))
            news = await NewsView.ReadAsync(db, cancellationToken);
        if (news.IsEmpty)
            return false;
        // Numbers are taken before the transaction; of those not needed nobody misses any.
        try
        {
            var people = await PeopleAsync(officeId, news, cancellationToken);
            var first = await ids.NextAsync(
                officeId,
                Math.Max(1, people.Sum(x => x.Value.Count) * 5),
                cancellationToken
            );
            return await database.WriteAsync(
                officeId,
                (db, ct) => TellAsync(db, news, people, first, ct),
                cancellationToken
            );
        }
        catch (Exception error)
            when (error is AlreadyToldException or DbUpdateException or DbException)
        {
            if (cancellationToken.IsCancellationRequested || error is AlreadyToldException)
                return false;
            // A user or a shop went at the same moment, or another process told it: the next look sees.
            throw;
        }
    }

    /// <summary>Who is told of each web shop; where nobody was ever chosen, the owners.</summary>
    async Task<Dictionary<long, List<NotificationChoice>>> PeopleAsync(
        long officeId,
        NewsView news,
        CancellationToken ct
    )
    {
        await using var db = database.Open(officeId);
        // Who left the office is told nothing more.
        var members = await db
            .Memberships.Where(member => member.OfficeId == officeId)
            .Select(member => new { member.UserId, member.Role })
            .ToListAsync(ct);
        var known = members.ConvertAll(member => member.UserId);
        var choices = await db
            .NotificationChoices.AsNoTracking()
            .Where(choice => known.Contains(choice.UserId))
            .ToListAsync(ct);
        return news.Shops.ToDictionary(
            shop => shop.Id,
            shop =>
                choices.FindAll(choice => choice.WebShopId == shop.Id) is { Count: > 0 } chosen
                || shop.IsKnown
                    ? choices.FindAll(choice => choice.WebShopId == shop.Id)
                    :
                    [
                        .. members
                            .Where(member => member.Role == Role.Owner)
                            .Select(member =>
                                NotificationChoice.Usual(officeId, shop.Id, member.UserId)
                            ),
                    ]
        );
    }

    async Task<bool> TellAsync(
        ComptoirDb db,
        NewsView news,
        Dictionary<long, List<NotificationChoice>> people,
        long first,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var zone = await ZoneAsync(db, ct);
        var pen = new Pen(db, now, zone, first);
        foreach (var shop in news.Shops)
            await ShopAsync(pen, shop, people[shop.Id], ct);
        await OrdersAsync(pen, news, people, ct);
        await TroublesAsync(pen, news, people, ct);
        await db.SaveChangesAsync(ct);
        return true;
    }

    static async Task ShopAsync(
        Pen pen,
        ShopState shop,
        List<NotificationChoice> people,
        CancellationToken ct
    )
    {
        var db = pen.Db;
        if (!shop.IsKnown)
        {
            db.NewsMarks.Add(new NewsMark { OfficeId = db.OfficeId, WebShopId = shop.Id });
            var have = await db
                .NotificationChoices.Where(choice => choice.WebShopId == shop.Id)
                .Select(choice => choice.UserId)
                .ToListAsync(ct);
            if (have.Count == 0)
                db.NotificationChoices.AddRange(people);
            await db.SaveChangesAsync(ct);
        }
        var mark = db.NewsMarks.Where(row => row.WebShopId == shop.Id);
        if (shop.First is { } run)
        {
            Once(
                await mark.Where(row => row.FirstToldAt == null)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.FirstToldAt, pen.Now),
                        ct
                    ),
                1
            );
            var open = db.Attention.Where(item =>
                item.WebShopId == shop.Id && item.ResolvedAt == null
            );
            await open.ExecuteUpdateAsync(
                set =>
                    set.SetProperty(
                        item => item.ToldOpening,
                        item => item.ReopenedAt ?? item.RaisedAt
                    ),
                ct
            );
            pen.Tell(
                people,
                NotificationKind.FirstSynchronization,
                shop.Id,
                Number("first", shop.Id),
                new NotificationFacts
                {
                    Shop = shop.Name,
                    Run = run.Run,
                    Count = 1,
                    Orders = run.Orders,
                    Contacts = run.Contacts,
                    Products = run.Products,
                    Attention = await open.CountAsync(ct),
                }
            );
        }
        if (shop.Stop is { } stop)
        {
            Once(
                await mark.Where(row =>
                        row.StopToldAfter == null || row.StopToldAfter != stop.After
                    )
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.StopToldAfter, stop.After),
                        ct
                    ),
                1
            );
            pen.Tell(
                people,
                NotificationKind.SynchronizationStopped,
                shop.Id,
                Number($"stopped {shop.Id} after", stop.After),
                new NotificationFacts
                {
                    Shop = shop.Name,
                    Run = stop.Run,
                    Count = 1,
                    Failure = stop.Failure,
                }
            );
        }
    }

    static async Task OrdersAsync(
        Pen pen,
        NewsView news,
        Dictionary<long, List<NotificationChoice>> people,
        CancellationToken ct
    )
    {
        if (news.Orders.Count == 0)
            return;
        long[] numbers = [.. news.Orders.Select(order => order.Id)];
        Once(
            await pen
                .Db.Orders.Where(order => numbers.Contains(order.Id) && order.IsNews)
                .ExecuteUpdateAsync(set => set.SetProperty(order => order.IsNews, false), ct),
            numbers.Length
        );
        foreach (var group in news.Orders.GroupBy(order => order.WebShopId))
            if (group.Key is { } shop && people.TryGetValue(shop, out var told))
            {
                var newest = group.OrderByDescending(x => x.PlacedAt).ThenByDescending(x => x.Id);
                await pen.AddAsync(
                    told,
                    NotificationKind.NewOrders,
                    shop,
                    Number("orders to", group.Max(order => order.Id)),
                    new NotificationFacts
                    {
                        Shop = news.Shops.First(x => x.Id == shop).Name,
                        Count = group.Count(),
                        Newest =
                        [
                            .. newest
                                .Take(NotificationFacts.Named)
                                .Select(x => new NamedObject(x.Id, x.Name, x.Total, x.Currency)),
                        ],
                    },
                    Together,
                    ct
                );
            }
    }

    static async Task TroublesAsync(
        Pen pen,
        NewsView news,
        Dictionary<long, List<NotificationChoice>> people,
        CancellationToken ct
    )
    {
        if (news.Troubles.Count == 0)
            return;
        long[] numbers = [.. news.Troubles.Select(trouble => trouble.Id)];
        Once(
            await pen
                .Db.Attention.Where(item =>
                    numbers.Contains(item.Id)
                    && (
                        item.ToldOpening == null
                        || item.ToldOpening != (item.ReopenedAt ?? item.RaisedAt)
                    )
                )
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(
                            item => item.ToldOpening,
                            item => item.ReopenedAt ?? item.RaisedAt
                        ),
                    ct
                ),
            numbers.Length
        );
        foreach (var group in news.Troubles.GroupBy(trouble => trouble.WebShopId))
        {
            // What belongs to no shop concerns whoever is told of any.
            var told = group.Key is { } shop
                ? people.GetValueOrDefault(shop, [])
                :
                [
                    .. people
                        .Values.SelectMany(x => x)
                        .Where(x => x.Attention)
                        .DistinctBy(x => x.UserId),
                ];
            var newest = group.OrderByDescending(x => x.OpenedAt).ThenByDescending(x => x.Id);
            await pen.AddAsync(
                told,
                NotificationKind.Attention,
                group.Key,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"attention {newest.First().Id} of {newest.First().OpenedAt.Ticks}"
                ),
                new NotificationFacts
                {
                    Shop = news.Shops.FirstOrDefault(x => x.Id == group.Key)?.Name ?? "",
                    Count = group.Count(),
                    Newest =
                    [
                        .. newest
                            .Take(NotificationFacts.Named)
                            .Select(x => new NamedObject(x.Id, x.Title)),
                    ],
                },
                Together,
                ct
            );
        }
    }

    static async Task<TimeZoneInfo> ZoneAsync(ComptoirDb db, CancellationToken ct)
    {
        var name = await db
            .Offices.Where(office => office.Id == db.OfficeId)
            .Select(office => office.TimeZone)
            .FirstAsync(ct);
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
    }

    static string Number(string what, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} {number}");

    static void Once(int changed, int expected)
    {
        if (changed != expected)
            throw new AlreadyToldException();
    }

    /// <summary>Another process told some of it at the same moment: nothing of this look counts.</summary>
    sealed class AlreadyToldException : Exception;

    /// <summary>Writes notifications for those who want to be told.</summary>
    sealed class Pen(ComptoirDb db, DateTime now, TimeZoneInfo zone, long first)
    {
        long next = first;

        public ComptoirDb Db => db;
        public DateTime Now => now;

        /// <summary>Tells something by itself.</summary>
        public void Tell(
            IEnumerable<NotificationChoice> people,
            NotificationKind kind,
            long? shop,
            string subject,
            NotificationFacts facts
        )
        {
            foreach (var person in people.Where(person => person.Tells(kind)))
                Write(person, kind, shop, subject, facts);
        }

        /// <summary>Tells something together with what came shortly before.</summary>
        public async Task AddAsync(
            IReadOnlyList<NotificationChoice> people,
            NotificationKind kind,
            long? shop,
            string subject,
            NotificationFacts facts,
            TimeSpan together,
            CancellationToken ct
        )
        {
            var since = now - together;
            var open = await db
                .Notifications.Where(row =>
                    row.Kind == kind
                    && row.WebShopId == shop
                    && row.ReadAt == null
                    && row.MailId == null
                    && row.RaisedAt > since
                )
                .ToListAsync(ct);
            foreach (var person in people.Where(person => person.Tells(kind)))
                if (open.Find(row => row.UserId == person.UserId) is { } row)
                    row.Add(facts, now);
                else
                    Write(person, kind, shop, subject, facts);
        }

        void Write(
            NotificationChoice person,
            NotificationKind kind,
            long? shop,
            string subject,
            NotificationFacts facts
        ) =>
            db.Notifications.Add(
                new Notification
                {
                    OfficeId = db.OfficeId,
                    Id = next++,
                    UserId = person.UserId,
                    Kind = kind,
                    WebShopId = shop,
                    Subject = subject,
                    Facts = facts,
                    RaisedAt = now,
                    LatestAt = now,
                    MailDueAt = person.Mail switch
                    {
                        MailRhythm.Off => null,
                        MailRhythm.AtOnce => now + Gather,
                        _ => DigestHour.Next(person.Hour, now, zone),
                    },
                }
            );
    }
}
