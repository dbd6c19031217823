// The unmodified stress-ng of Debian trixie for riscv64, with the dynamic linker and the shared libraries it is linked with.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Host;
using Lume.Hil.Images;

namespace Lume.Hil.Packages;

/// <summary>Brings stress-ng into an initramfs.</summary>
public static class StressNgPackage
{
    /// <summary>Where the program is in the initramfs.</summary>
    public const string Program = "usr/bin/stress-ng";

    private const string Package = "stress-ng";
    private const string Linker = "ld-linux-riscv64-lp64d.so.1";

    // What the package depends on, and what that depends on, as far as the dynamic linker loads something of it.
    private static readonly string[] s_libraryPackages =
    [
        "libacl1", "libapparmor1", "libbsd0", "libc6", "libcrypt1", "libdrm2", "libegl1", "libexpat1", "libgbm1", "libgcc-s1", "libgles2", "libglvnd0",
        "libgmp10", "libjpeg62-turbo", "libjudydebian1", "libkmod2", "libmd0", "libmpfr6", "libsctp1", "libssl3t64", "libstdc++6", "libxxhash0",
        "libzstd1", "zlib1g",
    ];

    /// <summary>Adds the program and every library that it, or one of them, names.</summary>
    /// <exception cref="LumeException">A package cannot be had, or a library is in none of them.</exception>
    public static async Task AddAsync(RepositoryLayout layout, Initramfs image, Action<string>? step = null, CancellationToken cancel = default)
    {
        string folder = await DebianPackage.EnsureAsync(layout, Package, step, cancel).ConfigureAwait(false);
        Dictionary<string, string> libraries = [];
        foreach (string package in s_libraryPackages)
        {
            step?.Invoke(package);
            string library = await DebianPackage.EnsureAsync(layout, package, step, cancel).ConfigureAwait(false);
            foreach (string file in Directory.EnumerateFiles(library, "*.so*", SearchOption.AllDirectories))
            {
                libraries.TryAdd(Path.GetFileName(file), file);
            }
        }

        string program = DebianPackage.Require(folder, Program);
        image.AddProgram(Program, program);
        foreach (string name in Closure(program, libraries))
        {
            image.AddProgram("lib/" + name, libraries[name]);
        }
    }

    private static HashSet<string> Closure(string program, Dictionary<string, string> libraries)
    {
        HashSet<string> found = [];
        Queue<string> files = new([program, libraries.GetValueOrDefault(Linker) ?? throw Missing(Linker, program)]);
        found.Add(Linker);
        while (files.TryDequeue(out string? file))
        {
            foreach (string name in DynamicLibraries.Needed(File.ReadAllBytes(file)).Where(found.Add))
            {
                files.Enqueue(libraries.GetValueOrDefault(name) ?? throw Missing(name, file));
            }
        }

        return found;
    }

    private static LumeException Missing(string library, string user) =>
        new($"{Path.GetFileName(user)} of Debian {DebianRelease.Guest.Suite} needs {library}, which is in no package that {nameof(StressNgPackage)} names.");
}
