// How exec changes whom a thread acts as. Source: credentials(7), capabilities(7) "Transformation of capabilities during execve()".
using Lume.Abi;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Processes.Exec;

/// <summary>Set-id bits and root's capabilities. Files carry no capabilities of their own in Lume.</summary>
internal static class ExecCredentials
{
    /// <summary>The credentials after exec of a file.</summary>
    /// <param name="old">Before.</param>
    /// <param name="file">The program (for a script its interpreter).</param>
    /// <param name="mayGain">False when set-id bits count for nothing: nosuid mount, PR_SET_NO_NEW_PRIVS.</param>
    /// <param name="isSecure">Whether the program gains rights by its set-id bits (AT_SECURE).</param>
    public static Credentials Apply(Credentials old, Inode file, bool mayGain, out bool isSecure)
    {
        uint user = old.EffectiveUserId;
        uint group = old.EffectiveGroupId;
        if (mayGain && (file.Mode & FileMode.SetUserId) != 0)
        {
            user = file.UserId;
        }

        const FileMode setGroup = FileMode.SetGroupId | FileMode.GroupExecute;
        if (mayGain && (file.Mode & setGroup) == setGroup)
        {
            group = file.GroupId;
        }

        bool isSpecial = !old.Has(SecureBits.NoRoot);
        bool isRoot = isSpecial && (user == 0 || old.UserId == 0);
        bool changes = user != old.UserId || group != old.GroupId;
        ulong ambient = changes ? 0 : old.Ambient;
        ulong permitted = (isRoot ? old.Bounding | old.Inheritable : 0) | ambient;
        isSecure = changes;
        return new Credentials(old)
        {
            EffectiveUserId = user,
            SavedUserId = user,
            FileUserId = user,
            EffectiveGroupId = group,
            SavedGroupId = group,
            FileGroupId = group,
            Permitted = permitted,
            Effective = isSpecial && user == 0 ? permitted : ambient,
            Ambient = ambient,
            SecureBits = old.SecureBits & ~SecureBits.KeepCapabilities,
        };
    }
}
