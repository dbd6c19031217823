// Compiles the C programs of Suites/Programs for the guest: static, without a C library, so that they do exactly what their source says.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Host;

namespace Lume.Hil.Images;

/// <summary>The C programs that run in the guest.</summary>
public static class GuestPrograms
{
    private static readonly string[] s_options =
    [
        "--target=riscv64-linux-gnu", "-march=rv64gc", "-mabi=lp64d", "-O1", "-std=gnu11", "-Wall", "-Werror", "-ffreestanding", "-fno-builtin",
        "-fno-stack-protector", "-fno-pic", "-mno-relax", "-nostdlib", "-static", "-fuse-ld=lld-19", "-Wl,-z,noexecstack", "-Wl,--build-id=none",
    ];

    /// <summary>Adds programs and scripts (NAME.sh) as /test/NAME: those named, or all.</summary>
    /// <exception cref="LumeException">The compiler is missing or refuses one.</exception>
    public static async Task AddAsync(RepositoryLayout layout, Initramfs image, IReadOnlyList<string> names, CancellationToken cancel)
    {
        string folder = Path.Combine(layout.Root, "hil-tests", "Suites", "Programs");
        string[] sources = names.Count > 0
            ? [.. names.Select(name => Path.Combine(folder, Path.HasExtension(name) ? name : name + ".c"))]
            : [.. Directory.GetFiles(folder, "*.c").Concat(Directory.GetFiles(folder, "*.sh")).Order(StringComparer.Ordinal)];
        foreach (string source in sources)
        {
            if (Path.GetExtension(source) == ".sh")
            {
                image.AddProgram("test/" + Path.GetFileName(source), source);
                continue;
            }

            string program = await CompileAsync(layout, source, cancel).ConfigureAwait(false);
            image.AddProgram("test/" + Path.GetFileName(program), program);
        }
    }

    private static async Task<string> CompileAsync(RepositoryLayout layout, string source, CancellationToken cancel)
    {
        string clang = HostTools.FindInPath("clang-19") ?? throw new LumeException("clang-19 is missing. Type: sudo apt-get install clang-19 lld-19");
        string program = Path.Combine(layout.Artifacts, "hil", "programs", Path.GetFileNameWithoutExtension(source));
        Directory.CreateDirectory(Path.GetDirectoryName(program)!);
        HostResult result = await HostProcess.RunAsync(clang, [.. s_options, "-o", program, source], cancel: cancel).ConfigureAwait(false);
        return result.ExitCode == 0 ? program : throw new LumeException($"{Path.GetFileName(source)} does not compile:\n{result.Error}");
    }
}
