using System.Buffers;
using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using Comptoir.DemoShop.Schema;
using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Bulk;

/// <summary>
/// Writes the rows of a bulk query: walks the plan over the objects and writes JSON directly, one node a line, children with the
/// address of the nearest node above them. Memory depends on one root object and the window of the shuffle, not on the shop.
/// </summary>
internal sealed class BulkWriter : IDisposable
{
    private static readonly JsonEncodedText ParentId = JsonEncodedText.Encode("__parentId");
    private readonly FieldCall bare;
    private readonly RowOrder order;
    private readonly ArrayBufferWriter<byte> buffer = new(64 * 1024);
    private readonly Utf8JsonWriter json;
    private readonly Dictionary<FieldPlan, FieldCall> calls = [];

    public BulkWriter(ShopSession session, RowOrder order)
    {
        bare = new FieldCall(session, Arguments.None);
        this.order = order;
        json = new Utf8JsonWriter(
            buffer,
            new JsonWriterOptions
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                SkipValidation = true,
            }
        );
    }

    public long Objects { get; private set; }

    public long Roots { get; private set; }

    /// <summary>Writes all rows, or stops when cancelled.</summary>
    public void Write(BulkPlan plan, CancellationToken cancel)
    {
        var roots = (NodeList)plan.Root.Answer!(Root.Instance, Call(plan.Root))!;
        for (var i = 0; i < roots.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            Node(roots[i], plan.Root.Selection!, null, 0);
            Roots++;
        }
    }

    private void Node(object node, SelectionPlan selection, string? parent, double after)
    {
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        List<(FieldPlan, NodeList)>? below = null;
        json.WriteStartObject();
        Fields(node, selection, ref below);
        if (parent is not null)
        {
            json.WriteString(ParentId, parent);
        }

        json.WriteEndObject();
        json.Flush();
        Objects++;
        var place = order.Add(buffer.WrittenSpan, after);
        if (below is null)
        {
            return;
        }

        var id = (string?)Answers.Table.Find(Answers.Table.TypeOf(node), "id")?.Invoke(node, bare);
        foreach (var (field, children) in below)
        {
            for (var i = 0; i < children.Count; i++)
            {
                Node(children[i], field.Selection!, id, place);
            }
        }
    }

    private void Fields(
        object source,
        SelectionPlan selection,
        ref List<(FieldPlan, NodeList)>? below
    )
    {
        foreach (var field in selection.For(source))
        {
            if (field.IsConnection)
            {
                (below ??= []).Add((field, (NodeList)field.Answer!(source, Call(field))!));
                continue;
            }

            json.WritePropertyName(field.Key);
            if (field.Answer is null)
            {
                json.WriteStringValue(Answers.Table.TypeOf(source));
            }
            else
            {
                Value(field.Answer(source, Call(field)), field.Selection, ref below);
            }
        }
    }

    private void Value(
        object? value,
        SelectionPlan? selection,
        ref List<(FieldPlan, NodeList)>? below
    )
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case MoneyBag bag:
                Bag(bag, selection!);
                break;
            case IList list:
                json.WriteStartArray();
                foreach (var item in list)
                {
                    Value(item, selection, ref below);
                }

                json.WriteEndArray();
                break;
            default:
                if (selection is null)
                {
                    Scalar(value);
                    break;
                }

                json.WriteStartObject();
                Fields(value, selection, ref below);
                json.WriteEndObject();
                break;
        }
    }

    /// <summary>Money in both currencies: by far the most frequent value, so it is written without going through the answers.</summary>
    private void Bag(MoneyBag bag, SelectionPlan selection)
    {
        json.WriteStartObject();
        foreach (var field in selection.For(bag))
        {
            json.WritePropertyName(field.Key);
            switch (field.FieldName)
            {
                case "shopMoney":
                    Money(bag.ShopMoney, field.Selection!);
                    break;
                case "presentmentMoney":
                    Money(bag.PresentmentMoney, field.Selection!);
                    break;
                default:
                    json.WriteStringValue(nameof(MoneyBag));
                    break;
            }
        }

        json.WriteEndObject();
    }

    private void Money(Money money, SelectionPlan selection)
    {
        Span<char> text = stackalloc char[32];
        json.WriteStartObject();
        foreach (var field in selection.For(money))
        {
            json.WritePropertyName(field.Key);
            switch (field.FieldName)
            {
                case "amount":
                    json.WriteStringValue(text[..money.Amount.Format(text)]);
                    break;
                case "currencyCode":
                    json.WriteStringValue(money.CurrencyCode);
                    break;
                default:
                    json.WriteStringValue("MoneyV2");
                    break;
            }
        }

        json.WriteEndObject();
    }

    private void Scalar(object value)
    {
        Span<char> text = stackalloc char[32];
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        switch (value)
        {
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case Amount amount:
                json.WriteStringValue(text[..amount.Format(text)]);
                break;
            case long number:
                number.TryFormat(text, out var digits, default, culture);
                json.WriteStringValue(text[..digits]);
                break;
            case DateTimeOffset date:
                date.UtcDateTime.TryFormat(text, out var length, Plain.DateFormat, culture);
                json.WriteStringValue(text[..length]);
                break;
            default:
                throw new InvalidOperationException($"{value.GetType()} is not a scalar.");
        }
    }

    private FieldCall Call(FieldPlan field)
    {
        if (ReferenceEquals(field.Arguments, Arguments.None))
        {
            return bare;
        }

        if (!calls.TryGetValue(field, out var call))
        {
            calls[field] = call = bare with { Arguments = field.Arguments };
        }

        return call;
    }

    public void Dispose() => json.Dispose();
}
