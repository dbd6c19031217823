// More exceptions of the System namespace that carry nothing but a message.

namespace System;

public class MemberAccessException : SystemException
{
    public MemberAccessException()
        : base("Cannot access member.")
    {
    }

    public MemberAccessException(string? message)
        : base(message ?? "Cannot access member.")
    {
    }

    public MemberAccessException(string? message, Exception? innerException)
        : base(message ?? "Cannot access member.", innerException)
    {
    }
}

public class FieldAccessException : MemberAccessException
{
    public FieldAccessException()
        : base("Attempted to access a field that is not accessible by the caller.")
    {
    }

    public FieldAccessException(string? message)
        : base(message ?? "Attempted to access a field that is not accessible by the caller.")
    {
    }

    public FieldAccessException(string? message, Exception? innerException)
        : base(message ?? "Attempted to access a field that is not accessible by the caller.", innerException)
    {
    }
}

public class MethodAccessException : MemberAccessException
{
    public MethodAccessException()
        : base("Attempt to access the method failed.")
    {
    }

    public MethodAccessException(string? message)
        : base(message ?? "Attempt to access the method failed.")
    {
    }

    public MethodAccessException(string? message, Exception? innerException)
        : base(message ?? "Attempt to access the method failed.", innerException)
    {
    }
}

public class MissingMemberException : MemberAccessException
{
    public MissingMemberException()
        : base("Attempted to access a missing member.")
    {
    }

    public MissingMemberException(string? message)
        : base(message ?? "Attempted to access a missing member.")
    {
    }

    public MissingMemberException(string? message, Exception? innerException)
        : base(message ?? "Attempted to access a missing member.", innerException)
    {
    }
}

public class MissingMethodException : MissingMemberException
{
    public MissingMethodException()
        : base("Attempted to access a missing method.")
    {
    }

    public MissingMethodException(string? message)
        : base(message ?? "Attempted to access a missing method.")
    {
    }

    public MissingMethodException(string? message, Exception? innerException)
        : base(message ?? "Attempted to access a missing method.", innerException)
    {
    }
}

public class MissingFieldException : MissingMemberException
{
    public MissingFieldException()
        : base("Attempted to access a non-existing field.")
    {
    }

    public MissingFieldException(string? message)
        : base(message ?? "Attempted to access a non-existing field.")
    {
    }

    public MissingFieldException(string? message, Exception? innerException)
        : base(message ?? "Attempted to access a non-existing field.", innerException)
    {
    }
}

public class BadImageFormatException : SystemException
{
    public BadImageFormatException()
        : base("Format of the executable (.exe) or library (.dll) is invalid.")
    {
    }

    public BadImageFormatException(string? message)
        : base(message ?? "Format of the executable (.exe) or library (.dll) is invalid.")
    {
    }

    public BadImageFormatException(string? message, Exception? innerException)
        : base(message ?? "Format of the executable (.exe) or library (.dll) is invalid.", innerException)
    {
    }
}

public class TypeLoadException : SystemException
{
    public TypeLoadException()
        : base("Failure has occurred while loading a type.")
    {
    }

    public TypeLoadException(string? message)
        : base(message ?? "Failure has occurred while loading a type.")
    {
    }

    public TypeLoadException(string? message, Exception? innerException)
        : base(message ?? "Failure has occurred while loading a type.", innerException)
    {
    }
}

public class DllNotFoundException : TypeLoadException
{
    public DllNotFoundException()
        : base("Dll was not found.")
    {
    }

    public DllNotFoundException(string? message)
        : base(message ?? "Dll was not found.")
    {
    }

    public DllNotFoundException(string? message, Exception? innerException)
        : base(message ?? "Dll was not found.", innerException)
    {
    }
}

public class EntryPointNotFoundException : TypeLoadException
{
    public EntryPointNotFoundException()
        : base("Entry point was not found.")
    {
    }

    public EntryPointNotFoundException(string? message)
        : base(message ?? "Entry point was not found.")
    {
    }

    public EntryPointNotFoundException(string? message, Exception? innerException)
        : base(message ?? "Entry point was not found.", innerException)
    {
    }
}

public class FormatException : SystemException
{
    public FormatException()
        : base("One of the identified items was in an invalid format.")
    {
    }

    public FormatException(string? message)
        : base(message ?? "One of the identified items was in an invalid format.")
    {
    }

    public FormatException(string? message, Exception? innerException)
        : base(message ?? "One of the identified items was in an invalid format.", innerException)
    {
    }
}

public class InvalidOperationException : SystemException
{
    public InvalidOperationException()
        : base("Operation is not valid due to the current state of the object.")
    {
    }

    public InvalidOperationException(string? message)
        : base(message ?? "Operation is not valid due to the current state of the object.")
    {
    }

    public InvalidOperationException(string? message, Exception? innerException)
        : base(message ?? "Operation is not valid due to the current state of the object.", innerException)
    {
    }
}

public class NotImplementedException : SystemException
{
    public NotImplementedException()
        : base("The method or operation is not implemented.")
    {
    }

    public NotImplementedException(string? message)
        : base(message ?? "The method or operation is not implemented.")
    {
    }

    public NotImplementedException(string? message, Exception? innerException)
        : base(message ?? "The method or operation is not implemented.", innerException)
    {
    }
}

public class NotSupportedException : SystemException
{
    public NotSupportedException()
        : base("Specified method is not supported.")
    {
    }

    public NotSupportedException(string? message)
        : base(message ?? "Specified method is not supported.")
    {
    }

    public NotSupportedException(string? message, Exception? innerException)
        : base(message ?? "Specified method is not supported.", innerException)
    {
    }
}

public class PlatformNotSupportedException : NotSupportedException
{
    public PlatformNotSupportedException()
        : base("Operation is not supported on this platform.")
    {
    }

    public PlatformNotSupportedException(string? message)
        : base(message ?? "Operation is not supported on this platform.")
    {
    }

    public PlatformNotSupportedException(string? message, Exception? innerException)
        : base(message ?? "Operation is not supported on this platform.", innerException)
    {
    }
}

public class TimeoutException : SystemException
{
    public TimeoutException()
        : base("The operation has timed out.")
    {
    }

    public TimeoutException(string? message)
        : base(message ?? "The operation has timed out.")
    {
    }

    public TimeoutException(string? message, Exception? innerException)
        : base(message ?? "The operation has timed out.", innerException)
    {
    }
}

public class UnauthorizedAccessException : SystemException
{
    public UnauthorizedAccessException()
        : base("Attempted to perform an unauthorized operation.")
    {
    }

    public UnauthorizedAccessException(string? message)
        : base(message ?? "Attempted to perform an unauthorized operation.")
    {
    }

    public UnauthorizedAccessException(string? message, Exception? innerException)
        : base(message ?? "Attempted to perform an unauthorized operation.", innerException)
    {
    }
}

public class OperationCanceledException : SystemException
{
    public OperationCanceledException()
        : base("The operation was canceled.")
    {
    }

    public OperationCanceledException(string? message)
        : base(message ?? "The operation was canceled.")
    {
    }

    public OperationCanceledException(string? message, Exception? innerException)
        : base(message ?? "The operation was canceled.", innerException)
    {
    }
}

public class ApplicationException : Exception
{
    public ApplicationException()
        : base("Error in the application.")
    {
    }

    public ApplicationException(string? message)
        : base(message ?? "Error in the application.")
    {
    }

    public ApplicationException(string? message, Exception? innerException)
        : base(message ?? "Error in the application.", innerException)
    {
    }
}
