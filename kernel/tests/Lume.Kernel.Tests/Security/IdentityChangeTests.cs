// Who may become whom.
using Lume.Abi;
using Lume.Kernel.Security;
using Xunit;

namespace Lume.Kernel.Tests.Security;

public sealed class IdentityChangeTests
{
    private static readonly Credentials s_user = new(Credentials.Root)
    {
        UserId = 1000, EffectiveUserId = 1000, SavedUserId = 1000, FileUserId = 1000,
        GroupId = 100, EffectiveGroupId = 100, SavedGroupId = 100, FileGroupId = 100,
        Effective = 0, Permitted = 0,
    };

    [Fact]
    public void Root_that_becomes_a_user_loses_every_capability()
    {
        TestMachine.Enter();
        Credentials changed = IdentityChange.SetUser(Credentials.Root, 1000).Value;
        Assert.Equal(1000u, changed.UserId);
        Assert.Equal(1000u, changed.SavedUserId);
        Assert.Equal(1000u, changed.FileUserId);
        Assert.Equal(0UL, changed.Effective);
        Assert.Equal(0UL, changed.Permitted);
    }

    [Fact]
    public void A_root_that_only_changes_its_effective_id_comes_back()
    {
        TestMachine.Enter();
        Credentials away = IdentityChange.SetUsers(Credentials.Root, uint.MaxValue, 1000, uint.MaxValue).Value;
        Assert.Equal(0UL, away.Effective);
        Assert.Equal(Credentials.AllCapabilities, away.Permitted);
        Credentials back = IdentityChange.SetUsers(away, uint.MaxValue, 0, uint.MaxValue).Value;
        Assert.Equal(Credentials.AllCapabilities, back.Effective);
    }

    [Fact]
    public void A_user_cannot_become_another() => Assert.Equal(Errno.EPERM, IdentityChange.SetUser(s_user, 0).Error);

    [Fact]
    public void The_saved_id_is_a_way_back_for_a_set_id_program()
    {
        Credentials setId = new(s_user) { EffectiveUserId = 5, SavedUserId = 5 };
        Credentials dropped = IdentityChange.SetUser(setId, 1000).Value;
        Assert.Equal(1000u, dropped.EffectiveUserId);
        Assert.Equal(5u, IdentityChange.SetUser(dropped, 5).Value.EffectiveUserId);
    }

    [Fact]
    public void Capabilities_can_only_be_given_up()
    {
        Assert.Equal(Errno.EPERM, IdentityChange.SetCapabilities(s_user, 1, 1, 0).Error);
        Credentials less = IdentityChange.SetCapabilities(Credentials.Root, 1, 3, 0).Value;
        Assert.Equal(1UL, less.Effective);
        Assert.Equal(Errno.EPERM, IdentityChange.SetCapabilities(less, 4, 7, 0).Error);
    }

    [Theory]
    [InlineData(1000u, 5u, 0x180, AccessMode.Read | AccessMode.Write, true)]
    [InlineData(1000u, 5u, 0x180, AccessMode.Execute, false)]
    [InlineData(7u, 100u, 0x1A0, AccessMode.Read, true)]
    [InlineData(7u, 100u, 0x1A0, AccessMode.Write, false)]
    [InlineData(7u, 8u, 0x1A4, AccessMode.Read, true)]
    [InlineData(7u, 8u, 0x1A0, AccessMode.Read, false)]
    public void A_user_gets_what_the_first_matching_class_allows(uint owner, uint group, int mode, AccessMode wanted, bool granted) =>
        Assert.Equal(granted, s_user.MayAccess(FileMode.Regular | (FileMode)mode, owner, group, wanted));

    [Fact]
    public void Root_may_execute_only_what_somebody_may_execute()
    {
        Assert.False(Credentials.Root.MayAccess(FileMode.Regular | (FileMode)0x180, 1, 1, AccessMode.Execute));
        Assert.True(Credentials.Root.MayAccess(FileMode.Regular | (FileMode)0x181, 1, 1, AccessMode.Execute));
        Assert.True(Credentials.Root.MayAccess(FileMode.Directory, 1, 1, AccessMode.Execute));
    }
}
