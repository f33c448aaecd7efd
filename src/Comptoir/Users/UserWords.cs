using Comptoir.Web;

namespace Comptoir.Users;

/// <summary>What this slice refuses, in the language of the screen.</summary>
static class UserWords
{
    public static string Refusal(Texts texts, RefusedException refused) =>
        refused.Message switch
        {
            Refusals.Password => texts["The password needs at least 12 characters."],
            Refusals.Email => texts["This is not an e-mail address."],
            Refusals.Known => texts["A user with this e-mail address is there already."],
            Refusals.Name => texts["Give the person's name, in up to 100 characters."],
            Refusals.Member => texts["This person is in the office already."],
            Refusals.LastOwner => texts[
                "An office needs an owner. Make somebody else an owner first."
            ],
            Refusals.Founded => texts[
                "This installation has its owner already. Sign in, or ask the owner for an account."
            ],
            Refusals.OfficeName => texts["Give the office's name, in up to 100 characters."],
            Refusals.TimeZone => texts["Choose a time zone of the list, such as Europe/Paris."],
            Refusals.KeyName => texts["Name the key by what it is for, in up to 100 characters."],
            _ => refused.Message,
        };
}

/// <summary>What this slice refuses: the same words on the command line, in the API and, translated, on the screens.</summary>
static class Refusals
{
    public const string Password = "The password needs at least 12 characters.";
    public const string Email = "This is not an e-mail address.";
    public const string Known = "A user with this e-mail address is there already.";
    public const string Name = "Give the person's name, in up to 100 characters.";
    public const string Member = "This person is in the office already.";
    public const string LastOwner = "An office needs an owner. Make somebody else an owner first.";
    public const string Founded =
        "This installation has its owner already. Sign in, or ask the owner for an account.";
    public const string OfficeName = "Give the office's name, in up to 100 characters.";
    public const string TimeZone = "Choose a time zone of the list, such as Europe/Paris.";
    public const string KeyName = "Name the key by what it is for, in up to 100 characters.";
}
