using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Comptoir.Users;

/// <summary>The text of an API key: <c>cpt_</c> and 256 random bits, so that a leaked one is recognized by scanners.</summary>
static class ApiKeyText
{
    const string Mark = "cpt_";

    public static string New() =>
        Mark + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is stored. A plain hash is enough for a random key: there is no dictionary to try.</summary>
    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>What is shown to tell keys apart: too little to be of use.</summary>
    public static string Prefix(string key) => key[..(Mark.Length + 6)];
}
