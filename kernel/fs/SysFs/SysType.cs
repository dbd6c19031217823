// sysfs: harts and devices as programs look for them. Source: Linux Documentation/ABI/stable/sysfs-*, testing/sysfs-devices-system-cpu.
using System;
using System.Threading;
using Lume.Abi;
using Lume.FileSystems.ProcFs;
using Lume.Hal;
using Lume.Kernel.Boot;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.SysFs;

/// <summary>The kind "sysfs": one instance, which every mount shows.</summary>
public sealed class SysType : FileSystemType
{
    private SysSuperBlock? _instance;

    /// <summary>The type.</summary>
    public SysType()
        : base("sysfs", needsDevice: false)
    {
    }

    /// <inheritdoc/>
    public override Result<SuperBlock> Mount(ReadOnlySpan<byte> source, ReadOnlySpan<byte> options, bool readOnly)
    {
        SysSuperBlock? instance = Volatile.Read(ref _instance);
        if (instance is null)
        {
            SysSuperBlock made = new(this);
            instance = Interlocked.CompareExchange(ref _instance, made, null) ?? made;
        }

        return instance;
    }
}

/// <summary>The instance. Its names are those of what the machine had when it was first mounted: nothing is plugged in later.</summary>
internal sealed class SysSuperBlock : GeneratedSuperBlock
{
    private const long Magic = 0x6265_6572;

    public SysSuperBlock(FileSystemType type)
        : base(type, Magic)
    {
        ProcDirectory root = new(this);
        Root = Dentry.CreateRoot(root);
        foreach (string empty in new[] { "block", "bus", "firmware", "fs", "kernel", "module", "power" })
        {
            root.AddDirectory(empty);
        }

        ProcDirectory devices = root.AddDirectory("devices");
        AddProcessors(devices.AddDirectory("system").AddDirectory("cpu"));
        AddDevices(root, devices);
    }

    private static void AddProcessors(ProcDirectory processors)
    {
        processors.AddFile("possible", static text => WriteRange(text, Hart.Count));
        processors.AddFile("present", static text => WriteRange(text, Hart.Count));
        processors.AddFile("online", static text => WriteHarts(text, online: true));
        processors.AddFile("offline", static text => WriteHarts(text, online: false));
        processors.AddFile("isolated", static text => text.Line());
        processors.AddFile("kernel_max", static text => text.Number((long)HartSet.Capacity - 1).Line());
        for (int hart = 0; hart < Hart.Count; hart++)
        {
            long index = hart;
            ProcDirectory directory = processors.AddDirectory(WithNumber("cpu", hart));
            ProcDirectory topology = directory.AddDirectory("topology");
            topology.AddFile("core_id", text => text.Number(index).Line());
            topology.AddFile("physical_package_id", static text => text.Text("0").Line());
            topology.AddFile("core_siblings_list", static text => WriteRange(text, Hart.Count));
            topology.AddFile("package_cpus_list", static text => WriteRange(text, Hart.Count));
            topology.AddFile("thread_siblings_list", text => text.Number(index).Line());
            topology.AddFile("core_cpus_list", text => text.Number(index).Line());
        }
    }

    // Every device is in devices/, and by class and by number there are links to it.
    private static void AddDevices(ProcDirectory root, ProcDirectory devices)
    {
        ProcDirectory classes = root.AddDirectory("class");
        classes.AddDirectory("block");
        ProcDirectory numbers = root.AddDirectory("dev");
        numbers.AddDirectory("block");
        ProcDirectory characters = numbers.AddDirectory("char");
        ProcDirectory simulated = devices.AddDirectory("virtual");
        foreach (DeviceEntry entry in StandardDevices.Nodes)
        {
            if (!entry.IsPresent)
            {
                continue;
            }

            ProcDirectory device = simulated.GetDirectory(entry.Class).AddDirectory(entry.Name);
            device.AddFile("dev", text => WriteNumber(text, entry).Line());
            device.AddFile("uevent", text => WriteEvent(text, entry));
            device.AddLink("subsystem", "../../../../class/" + entry.Class);
            if (entry.Name == "console")
            {
                // The one serial port is where the console's bytes go.
                device.AddFile("active", static text => text.Text("ttyS0").Line());
            }

            string place = "devices/virtual/" + entry.Class + "/" + entry.Name;
            classes.GetDirectory(entry.Class).AddLink(entry.Name, "../../" + place);
            characters.AddLink(WithNumber(WithNumber("", (int)entry.Major) + ":", (int)entry.Minor), "../../" + place);
        }
    }

    private static ProcText WriteNumber(ProcText text, DeviceEntry entry) =>
        text.Number((long)entry.Major).Character(':').Number((long)entry.Minor);

    private static void WriteEvent(ProcText text, DeviceEntry entry)
    {
        text.Text("MAJOR=").Number((long)entry.Major).Line().Text("MINOR=").Number((long)entry.Minor).Line();
        text.Text("DEVNAME=").Text(entry.Name).Line();
        uint permissions = (uint)entry.Permissions;
        text.Text("DEVMODE=0").Number((long)(permissions >> 6 & 7)).Number((long)(permissions >> 3 & 7)).Number((long)(permissions & 7)).Line();
    }

    private static void WriteRange(ProcText text, int count)
    {
        text.Text("0");
        if (count > 1)
        {
            text.Character('-').Number((long)count - 1);
        }

        text.Line();
    }

    // As a list of ranges: "0-1,3".
    private static void WriteHarts(ProcText text, bool online)
    {
        HartSet set = Hart.Online;
        string separator = "";
        for (int hart = 0; hart < Hart.Count; hart++)
        {
            int first = hart;
            while (hart < Hart.Count && set.Contains(hart) == online)
            {
                hart++;
            }

            if (hart > first)
            {
                text.Text(separator).Number((long)first);
                text.Text(hart - 1 > first ? "-" : "");
                separator = ",";
                if (hart - 1 > first)
                {
                    text.Number((long)hart - 1);
                }
            }
        }

        text.Line();
    }

    private static string WithNumber(string name, int number)
    {
        Span<byte> digits = stackalloc byte[20];
        int length = AsciiText.WriteDecimal(digits, (ulong)number);
        for (int i = 0; i < length; i++)
        {
            name += (char)digits[i];
        }

        return name;
    }
}
