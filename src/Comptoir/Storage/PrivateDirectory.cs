namespace Comptoir.Storage;

/// <summary>A directory that only the user who runs the program can look into.</summary>
public static class PrivateDirectory
{
    /// <summary>Makes it when it is not there.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(
                path,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
    }
}
