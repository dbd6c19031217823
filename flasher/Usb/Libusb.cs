// The thin layer on libusb-1.0: a device file is opened here, so that a missing permission is told from a missing device, and wrapped there.
using System;
using System.IO;
using System.Runtime.InteropServices;
using Lume.Flasher.Errors;

namespace Lume.Flasher.Usb;

/// <summary>Opens devices through libusb-1.0 (1.0.23 or newer, for libusb_wrap_sys_device).</summary>
public sealed class Libusb : IUsbDevice
{
    private const string Library = "libusb-1.0.so.0";

    // libusb.h, enum libusb_error.
    private const int ErrorTimeout = -7;
    private const int ErrorPipe = -9;
    private const int ErrorNoDevice = -4;
    private const int ErrorBusy = -6;
    private const int ErrorAccess = -3;

    private readonly FileStream _node;
    private readonly UsbBoard _board;
    private nint _context;
    private nint _handle;

    private Libusb(UsbBoard board, FileStream node)
    {
        _board = board;
        _node = node;
    }

    /// <inheritdoc/>
    public string Name => $"{_board.Location} ({_board.Id})";

    /// <summary>Opens a device and claims its interface.</summary>
    /// <exception cref="FlashException">The library is missing, the device is gone, busy or not permitted.</exception>
    public static IUsbDevice Open(UsbBoard board)
    {
        Libusb device = new(board, OpenNode(board));
        try
        {
            device.Claim();
            return device;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            device.Dispose();
            throw new FlashException(FlashError.HostToolFailed, "The library libusb-1.0 is missing or too old.", "Install it: sudo apt-get install libusb-1.0-0", e);
        }
        catch (FlashException)
        {
            device.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public int BulkOut(byte endpoint, ReadOnlySpan<byte> bytes, TimeSpan limit) => Bulk(endpoint, bytes.ToArray(), "bytes", limit);

    /// <inheritdoc/>
    public int BulkIn(byte endpoint, Span<byte> bytes, TimeSpan limit)
    {
        byte[] buffer = new byte[bytes.Length];
        int length = Bulk(endpoint, buffer, "to answer", limit);
        buffer.AsSpan(0, length).CopyTo(bytes);
        return length;
    }

    /// <inheritdoc/>
    public int Control(UsbRequest request, Span<byte> bytes, TimeSpan limit)
    {
        byte[] buffer = bytes.ToArray();
        int result = libusb_control_transfer(
            _handle, request.Type, request.Request, request.Value, request.Index, buffer, checked((ushort)buffer.Length), (uint)limit.TotalMilliseconds);
        Check(result, $"request {request.Request}");
        if (request.IsIn)
        {
            buffer.CopyTo(bytes);
        }

        return result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_handle != 0)
        {
            libusb_release_interface(_handle, _board.Interface.Number);
            libusb_close(_handle);
            _handle = 0;
        }

        if (_context != 0)
        {
            libusb_exit(_context);
            _context = 0;
        }

        _node.Dispose();
    }

    private static FileStream OpenNode(UsbBoard board)
    {
        try
        {
            return new FileStream(board.Node, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new FlashException(FlashError.UsbNotPermitted, $"{board.Node} ({board.Id}) may not be opened.", UsbBoards.PermissionRemedy, e);
        }
        catch (IOException e)
        {
            throw new LineLostException($"{board.Location} ({board.Id})", e.Message, e);
        }
    }

    private void Claim()
    {
        Check(libusb_init(out _context), "to be looked for");
        Check(libusb_wrap_sys_device(_context, _node.SafeFileHandle.DangerousGetHandle(), out _handle), "to be opened");
        _ = libusb_set_auto_detach_kernel_driver(_handle, 1);
        Check(libusb_claim_interface(_handle, _board.Interface.Number), "its interface");
    }

    private int Bulk(byte endpoint, byte[] buffer, string what, TimeSpan limit)
    {
        int result = libusb_bulk_transfer(_handle, endpoint, buffer, buffer.Length, out int moved, (uint)limit.TotalMilliseconds);
        if (result == ErrorPipe)
        {
            _ = libusb_clear_halt(_handle, endpoint);
        }

        // What went over before the time was up counts.
        if (result != ErrorTimeout)
        {
            Check(result, what);
        }

        return moved;
    }

    private void Check(int result, string what)
    {
        if (result >= 0)
        {
            return;
        }

        throw result switch
        {
            ErrorNoDevice => new LineLostException(Name, "the device was unplugged or reset."),
            ErrorPipe => new UsbStallException(Name, what),
            ErrorAccess => new FlashException(FlashError.UsbNotPermitted, $"{Name} may not be used.", UsbBoards.PermissionRemedy),
            ErrorBusy => new FlashException(FlashError.PortBusy, $"Another program uses {Name}."),
            ErrorTimeout => new FlashException(FlashError.UsbFailed, $"{Name} was asked {what} and did not answer in time."),
            _ => new FlashException(FlashError.UsbFailed, $"{Name} failed when asked {what}: libusb error {result}."),
        };
    }

    [DllImport(Library)]
    private static extern int libusb_init(out nint context);

    [DllImport(Library)]
    private static extern void libusb_exit(nint context);

    [DllImport(Library)]
    private static extern int libusb_wrap_sys_device(nint context, nint fileDescriptor, out nint handle);

    [DllImport(Library)]
    private static extern void libusb_close(nint handle);

    [DllImport(Library)]
    private static extern int libusb_set_auto_detach_kernel_driver(nint handle, int enable);

    [DllImport(Library)]
    private static extern int libusb_claim_interface(nint handle, int number);

    [DllImport(Library)]
    private static extern int libusb_release_interface(nint handle, int number);

    [DllImport(Library)]
    private static extern int libusb_clear_halt(nint handle, byte endpoint);

    [DllImport(Library)]
    private static extern int libusb_bulk_transfer(nint handle, byte endpoint, [In, Out] byte[] data, int length, out int moved, uint milliseconds);

    [DllImport(Library)]
    private static extern int libusb_control_transfer(
        nint handle, byte type, byte request, ushort value, ushort index, [In, Out] byte[] data, ushort length, uint milliseconds);
}
