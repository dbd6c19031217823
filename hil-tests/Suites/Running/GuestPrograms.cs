// Compiles the C programs of Programs/ for the guest: static, without a C library, so that they do exactly what their source says.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Lume.Hil.Host;
using Lume.Hil.Images;

namespace Lume.Hil.Suites.Running;

/// <summary>The C programs that run in the guest.</summary>
internal static class GuestPrograms
{
    private const string Prefix = "Programs/";

    private static readonly string[] s_options =
    [
        "--target=riscv64-linux-gnu", "-march=rv64gc", "-mabi=lp64d", "-O1", "-std=gnu11", "-Wall", "-Werror", "-ffreestanding", "-fno-builtin",
        "-fno-stack-protector", "-fno-pic", "-mno-relax", "-nostdlib", "-static", "-fuse-ld=lld-19", "-Wl,-z,noexecstack", "-Wl,--build-id=none",
    ];

    /// <summary>Adds every program as /test/NAME.</summary>
    /// <exception cref="LumeException">The compiler is missing or refuses one.</exception>
    public static void AddAll(Initramfs image)
    {
        foreach (string program in CompileAll().GetAwaiter().GetResult())
        {
            image.AddProgram("test/" + Path.GetFileName(program), program);
        }
    }

    private static async Task<IReadOnlyList<string>> CompileAll()
    {
        string folder = TestBench.Scratch("programs");
        Directory.CreateDirectory(folder);
        Assembly assembly = typeof(GuestPrograms).Assembly;
        string[] sources = [.. assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))];
        foreach (string source in sources)
        {
            using Stream stream = assembly.GetManifestResourceStream(source)!;
            using FileStream file = File.Create(Path.Combine(folder, source[Prefix.Length..]));
            await stream.CopyToAsync(file).ConfigureAwait(false);
        }

        List<string> programs = [];
        foreach (string source in sources.Where(name => name.EndsWith(".c", StringComparison.Ordinal)))
        {
            programs.Add(await CompileAsync(folder, source[Prefix.Length..]).ConfigureAwait(false));
        }

        return programs;
    }

    private static async Task<string> CompileAsync(string folder, string source)
    {
        string clang = HostTools.FindInPath("clang-19") ?? throw new LumeException("clang-19 is missing. Type: sudo apt-get install clang-19 lld-19");
        string program = Path.Combine(folder, Path.GetFileNameWithoutExtension(source));
        HostResult result = await HostProcess.RunAsync(clang, [.. s_options, "-o", program, Path.Combine(folder, source)]).ConfigureAwait(false);
        return result.ExitCode == 0 ? program : throw new LumeException($"{source} does not compile:\n{result.Error}");
    }
}
