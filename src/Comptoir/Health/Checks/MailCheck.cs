using Comptoir.Sending;
using Comptoir.Web;

namespace Comptoir.Health.Checks;

/// <summary>What is to go out by e-mail can.</summary>
sealed class MailCheck : IInstallationCheck
{
    public HealthFinding Look(Texts texts, InstallationFacts facts)
    {
        HealthFinding Say(
            HealthState state,
            string what,
            string? advice,
            string link = "/settings/mail"
        ) =>
            new(
                "e-mail",
                state,
                texts["E-mail"],
                what,
                advice,
                state == HealthState.Ok ? null : link,
                state == HealthState.Ok ? null
                    : link == "/mails" ? texts["E-mails"]
                    : texts["E-mail settings"]
            );
        if (!facts.Options.Smtp.IsSet)
            return facts.WantsMail
                ? Say(
                    HealthState.Wrong,
                    texts["Something is to be sent, and no mail server is set."],
                    texts[
                        "Whoever runs it sets Comptoir__Smtp__Host and Comptoir__Smtp__From; until then it waits."
                    ]
                )
                : Say(
                    HealthState.Ok,
                    texts["No mail server is set, and nothing is to be sent."],
                    null
                );
        if (facts.MailFault is { } fault)
            return Say(
                HealthState.Wrong,
                MailTexts.Fault(texts, fault),
                texts[
                    "E-mails wait and are tried again for three days. Send a test message to see what the server says."
                ]
            );
        return facts.MailsInTrouble > 0
            ? Say(
                HealthState.ToLookAt,
                texts.Count(
                    facts.MailsInTrouble,
                    "{0} e-mail waits for a person.",
                    "{0} e-mails wait for a person."
                ),
                texts["Look at each: it says what came back."],
                "/mails"
            )
            : Say(
                HealthState.Ok,
                texts["A mail server is set, and nothing waits for it in vain."],
                null
            );
    }
}
