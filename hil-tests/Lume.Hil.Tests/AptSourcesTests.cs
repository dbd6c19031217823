// The mirror comes from this machine's apt, in any form that apt takes.
using System;
using System.IO;
using Lume.Hil.Packages;
using Xunit;

namespace Lume.Hil.Tests;

public sealed class AptSourcesTests
{
    [Fact]
    public void One_line_sources_give_their_addresses_in_order()
    {
        const string Text =
            """
            # deb http://commented.example/debian bookworm main
            deb http://one.example/debian bookworm main contrib
            deb-src http://source.example/debian bookworm main
            deb [arch=amd64 signed-by=/x.gpg] https://two.example/debian/ bookworm-updates main # why
            """;
        Assert.Equal(["http://one.example/debian", "https://two.example/debian/"], AptSources.Addresses(Text, "sources.list"));
    }

    [Fact]
    public void Stanzas_give_their_addresses_unless_disabled_or_of_sources()
    {
        const string Text =
            """
            Types: deb
            # a comment
            URIs: http://one.example/debian
              http://second.example/debian
            Suites: bookworm

            Types: deb-src
            URIs: http://source.example/debian

            Types: deb
            Enabled: no
            URIs: http://disabled.example/debian
            """;
        Assert.Equal(["http://one.example/debian", "http://second.example/debian"], AptSources.Addresses(Text, "debian.sources"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData(" continuation of nothing")]
    [InlineData("deb")]
    [InlineData("deb [")]
    [InlineData(":::\nTypes deb\nURIs:")]
    public void Damaged_sources_give_nothing(string text)
    {
        Assert.Empty(AptSources.Addresses(text, "x.sources"));
        Assert.Empty(AptSources.Addresses(text, "x.list"));
    }

    [Fact]
    public void The_mirror_is_the_first_archive_of_Debian_itself()
    {
        string folder = Directory.CreateTempSubdirectory("lume-apt-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "sources.list.d"));
            Assert.Null(AptSources.FindDebianMirror(folder));
            File.WriteAllText(Path.Combine(folder, "sources.list.d", "a.list"), "deb https://vendor.example/tools stable main\ndeb http://m.example/debian-security x main\n");
            File.WriteAllText(Path.Combine(folder, "sources.list.d", "b.sources"), "Types: deb\nURIs: http://m.example/debian/\nSuites: bookworm\n");
            File.WriteAllText(Path.Combine(folder, "sources.list.d", "c.sources.bak"), "Types: deb\nURIs: http://old.example/debian\n");
            Assert.Equal("http://m.example/debian/", AptSources.FindDebianMirror(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_private_configuration_leaves_the_systems_apt_alone_and_checks_signatures()
    {
        string text = new PrivateApt("/private/folder", "http://m.example/debian", new DebianRelease("trixie", "riscv64")).ConfigurationText();
        foreach (string setting in (string[])["Dir::Etc::SourceParts", "Dir::State::Lists", "Dir::Cache", "Dir::Log"])
        {
            Assert.Contains($"{setting} \"/private/folder/", text, StringComparison.Ordinal);
        }

        Assert.Contains("Acquire::AllowInsecureRepositories \"false\"", text, StringComparison.Ordinal);
        Assert.Contains("APT::Architecture \"riscv64\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nVERSION_CODENAME=bookworm\nID=debian\n", "bookworm")]
    [InlineData("ID=\"debian\"\nVERSION_CODENAME='trixie'\n", "trixie")]
    [InlineData("ID=ubuntu\nVERSION_CODENAME=noble\n", null)]
    [InlineData("ID=debian\n", null)]
    [InlineData("", null)]
    public void Only_a_Debian_has_a_release_to_take_backports_for(string text, string? codename) => Assert.Equal(codename, DebianRelease.CodenameOf(text));
}
