using System.Globalization;
using Comptoir.Api;
using Comptoir.Deliveries;
using Comptoir.Money;
using Comptoir.Payments;
using Comptoir.Users;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Comptoir.Invoicing.Movements;

/// <summary>Payments and deliveries entered by hand, in the API.</summary>
static class MovementRoutes
{
    public static void MapMovements(this RouteGroupBuilder api)
    {
        var acts = api.MapGroup("")
            .WithTags("Sales")
            .RequireAuthorization(Policies.Manages)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        acts.MapPost("/orders/{id:long}/payments", PayAsync)
            .Idempotent()
            .WithSummary("Enters money that was received or given back outside the shop")
            .WithDescription(
                "`amount` is in the customer's currency; without it, all that is open. When the shop tells the same later, it is matched and not counted twice."
            );
        acts.MapPost("/orders/{id:long}/deliveries", SendAsync)
            .Idempotent()
            .WithSummary("Enters goods that were sent without the shop knowing")
            .WithDescription(
                "Without `lines` all that is left to send. When the shop tells the same later, it is matched and not counted twice."
            );
        acts.MapPost("/payments/{id:long}/reverse", ReversePaymentAsync)
            .WithSummary("Takes back a payment that was entered by hand by mistake");
        acts.MapPost("/deliveries/{id:long}/reverse", ReverseDeliveryAsync)
            .WithSummary("Takes back a delivery that was entered by hand by mistake");
    }

    static async Task<Results<Created<PaymentItem>, ProblemHttpResult>> PayAsync(
        CurrentOffice office,
        EnterPayment record,
        long id,
        PaymentBody request,
        CancellationToken cancellationToken
    )
    {
        await using var db = office.Open();
        if (
            await db
                .Orders.Where(order => order.Id == id)
                .Select(order => order.CustomerCurrency)
                .FirstOrDefaultAsync(cancellationToken)
            is not { } currency
        )
            return Missing.Of("order", id);
        var made = await record.EnterAsync(
            office.OfficeId,
            id,
            request.Read(currency),
            office.Name,
            cancellationToken
        );
        return made is { } number
            ? TypedResults.Created(
                $"{ApiRegistration.Root}/orders/{id}",
                PaymentItem.Of(
                    await db
                        .Payments.Where(row => row.Id == number)
                        .Select(PaymentList.View(db))
                        .SingleAsync(cancellationToken)
                )
            )
            : Missing.Of("order", id);
    }

    static async Task<Results<Created<DeliveryItem>, ProblemHttpResult>> SendAsync(
        CurrentOffice office,
        EnterDelivery record,
        long id,
        DeliveryRequest request,
        CancellationToken cancellationToken
    )
    {
        var made = await record.EnterAsync(
            office.OfficeId,
            id,
            request,
            office.Name,
            cancellationToken
        );
        if (made is not { } number)
            return Missing.Of("order", id);
        await using var db = office.Open();
        return TypedResults.Created(
            $"{ApiRegistration.Root}/orders/{id}",
            DeliveryItem.Of(
                await db
                    .Deliveries.Where(row => row.Id == number)
                    .Select(DeliveryList.View(db))
                    .SingleAsync(cancellationToken)
            )
        );
    }

    static async Task<Results<NoContent, ProblemHttpResult>> ReversePaymentAsync(
        CurrentOffice office,
        EnterPayment record,
        long id,
        ReverseBody request,
        CancellationToken cancellationToken
    ) =>
        await record.ReverseAsync(office.OfficeId, id, request.Reason, cancellationToken)
            ? TypedResults.NoContent()
            : Missing.Of("payment", id);

    static async Task<Results<NoContent, ProblemHttpResult>> ReverseDeliveryAsync(
        CurrentOffice office,
        EnterDelivery record,
        long id,
        ReverseBody request,
        CancellationToken cancellationToken
    ) =>
        await record.ReverseAsync(office.OfficeId, id, request.Reason, cancellationToken)
            ? TypedResults.NoContent()
            : Missing.Of("delivery", id);
}

/// <summary>Money that moved outside the shop.</summary>
/// <param name="Amount">In the customer's currency; all that is open when it is left out.</param>
/// <param name="Direction"><c>in</c> for received, <c>out</c> for given back.</param>
/// <param name="Method">How it was paid.</param>
/// <param name="On">The day, as the office's calendar shows it; now when it is left out.</param>
/// <param name="Note">A reference of the bank, a cheque's number.</param>
[ApiExample(
    """{"amount":{"amount":"120.00","currency":"EUR"},"method":"bankTransfer","on":"2026-10-05","note":"VIR 20261005"}"""
)]
public sealed record PaymentBody(
    ApiMoney? Amount = null,
    PaymentDirection Direction = PaymentDirection.In,
    PaymentMethod Method = PaymentMethod.BankTransfer,
    DateOnly? On = null,
    string? Note = null
)
{
    internal PaymentRequest Read(string currency) =>
        new(Direction, Minor(Amount, currency), Method, On, Note);

    static long? Minor(ApiMoney? money, string currency)
    {
        if (money is null)
            return null;
        if (money.Currency != currency)
            throw new RefusedException(
                "A payment is entered in the currency in which the customer pays the order."
            );
        if (
            !decimal.TryParse(
                money.Amount,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var amount
            )
            || amount <= 0
        )
            throw new RefusedException("Give an amount above zero.");
        try
        {
            return new Currency(currency).ToMinor(amount);
        }
        catch (InexactAmountException)
        {
            throw new RefusedException("This amount has more decimals than its currency.");
        }
    }
}

/// <summary>Why something that was entered by hand is taken back.</summary>
[ApiExample("""{"reason":"Entered on the wrong order"}""")]
public sealed record ReverseBody(string Reason);
