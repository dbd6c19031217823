// devpts: options of the mount.
using System.Text;
using CsCheck;
using Lume.Abi;
using Lume.FileSystems.DevPts;
using Lume.Kernel.Vfs;
using Xunit;

namespace Lume.FileSystems.Tests;

public sealed class DevPtsTests
{
    public DevPtsTests() => TestTree.Enter();

    [Theory]
    [InlineData("", ",mode=600,ptmxmode=000")]
    [InlineData("gid=5,mode=620", ",gid=5,mode=620,ptmxmode=000")]
    [InlineData("newinstance,ptmxmode=0666,uid=0", ",mode=600,ptmxmode=666")]
    public void Options_are_shown_as_they_were_given(string options, string shown)
    {
        Result<SuperBlock> super = Mount(options);
        byte[] text = new byte[256];
        Assert.Equal(shown, Encoding.ASCII.GetString(text, 0, super.Value.FormatOptions(text)));
    }

    [Theory]
    [InlineData("mode=8")]
    [InlineData("mode=")]
    [InlineData("gid=99999999999")]
    [InlineData("gid=-1")]
    [InlineData("colour=red")]
    public void Nonsense_is_refused(string options) => Assert.Equal(Errno.EINVAL, Mount(options).Error);

    [Fact]
    public void No_text_does_harm() => Gen.String[Gen.Char["mode=gid,ptx0178 \0"], 0, 40].Sample(text => Mount(text).Error is Errno.None or Errno.EINVAL);

    private static Result<SuperBlock> Mount(string options) => new DevPtsType().Mount(default, Encoding.UTF8.GetBytes(options), readOnly: false);
}
