using System.Security.Cryptography;
using System.Text;
using Comptoir.Storage;
using Microsoft.Extensions.Options;

namespace Comptoir.Users;

/// <summary>
/// The key under which all other keys are kept: from the setting <c>Comptoir__MasterKey</c>, else from a file that only
/// this user can read, made at first start. Without it the stored secrets cannot be read any more.
/// </summary>
public sealed class MasterKey
{
    /// <summary>Bytes of the key.</summary>
    public const int Size = 32;

    const int NonceSize = 12;
    const int TagSize = 16;
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Read at first use: services are made before the data directory is.
    readonly Lazy<byte[]> key;
    readonly IOptions<ComptoirOptions> options;

    /// <summary>The key of this installation.</summary>
    public MasterKey(IOptions<ComptoirOptions> options)
    {
        this.options = options;
        key = new(() => Find(options.Value));
    }

    /// <summary>Whether there is one already, so that its first use makes none.</summary>
    public bool IsThere =>
        options.Value.MasterKey is { Length: > 0 } || File.Exists(PathOf(options.Value));

    /// <summary>Reads the key; the file is made when there is neither setting nor file.</summary>
    /// <exception cref="RefusedException">The key is malformed, or others can read its file.</exception>
    public void Load() => _ = key.Value;

    /// <summary>Closes a text: nonce, tag and cipher text of AES-256-GCM.</summary>
    public byte[] Encrypt(byte[] plain)
    {
        ArgumentNullException.ThrowIfNull(plain);
        var closed = new byte[NonceSize + TagSize + plain.Length];
        var nonce = closed.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key.Value, TagSize);
        aes.Encrypt(
            nonce,
            plain,
            closed.AsSpan(NonceSize + TagSize),
            closed.AsSpan(NonceSize, TagSize)
        );
        return closed;
    }

    /// <summary>Opens what <see cref="Encrypt"/> closed.</summary>
    /// <exception cref="CryptographicException">Another key closed it, or it was changed.</exception>
    public byte[] Decrypt(byte[] closed)
    {
        ArgumentNullException.ThrowIfNull(closed);
        if (closed.Length < NonceSize + TagSize)
            throw new CryptographicException("Too short to be an encrypted key.");
        var plain = new byte[closed.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key.Value, TagSize);
        aes.Decrypt(
            closed.AsSpan(0, NonceSize),
            closed.AsSpan(NonceSize + TagSize),
            closed.AsSpan(NonceSize, TagSize),
            plain
        );
        return plain;
    }

    /// <summary>Proof that whoever holds this key has seen a content; another purpose gives another proof.</summary>
    public byte[] Authenticate(string purpose, byte[] content)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(purpose);
        ArgumentNullException.ThrowIfNull(content);
        var own = HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            key.Value,
            Size,
            info: Encoding.UTF8.GetBytes(purpose)
        );
        return HMACSHA256.HashData(own, content);
    }

    static string PathOf(ComptoirOptions options) => Path.Combine(options.Data, "master.key");

    static byte[] Find(ComptoirOptions options)
    {
        var file = PathOf(options);
        return options.MasterKey is { Length: > 0 } setting
            ? Parse(setting, "The setting Comptoir__MasterKey")
            : Parse(ReadOrCreate(file), $"The file {file}");
    }

    static byte[] Parse(string text, string from)
    {
        var bytes = new byte[Size];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var written) && written == Size
            ? bytes
            : throw new RefusedException(
                $"{from} must hold {Size} bytes in base64, for example from: openssl rand -base64 {Size}"
            );
    }

    static string ReadOrCreate(string file)
    {
        try
        {
            var access = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
            };
            if (!OperatingSystem.IsWindows())
                access.UnixCreateMode = OwnerOnly;
            // CreateNew: of two processes that start together, one makes the key and the other reads it.
            using var writer = new StreamWriter(file, access);
            var made = Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size));
            writer.WriteLine(made);
            return made;
        }
        catch (IOException) when (File.Exists(file))
        {
            RefuseUnlessPrivate(file);
            return File.ReadAllText(file);
        }
    }

    static void RefuseUnlessPrivate(string file)
    {
        if (
            !OperatingSystem.IsWindows()
            && (File.GetUnixFileMode(file) & ~OwnerOnly) != UnixFileMode.None
        )
            throw new RefusedException(
                $"Others can read the master key {file}. Close it with: chmod 600 '{file}'. If they may have read it, also replace the web shops' tokens."
            );
    }
}
