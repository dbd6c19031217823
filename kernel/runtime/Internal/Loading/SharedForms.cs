// Which types and methods share code: all references are one to it.

namespace Internal.Runtime.Loading;

/// <summary>Compares instantiations with the shared forms of templates, where a reference type stands for each.</summary>
internal static unsafe class SharedForms
{
    /// <summary>Whether a template with this argument serves an instantiation with the other.</summary>
    internal static bool IsArgumentOf(MethodTable* type, MethodTable* template) =>
        type == template || (type->IsValueType ? template->IsValueType && IsFormOf(type, template) : !template->IsValueType);

    /// <summary>Whether both come from one open type, and the arguments fit.</summary>
    internal static bool IsFormOf(MethodTable* type, MethodTable* template)
    {
        if (type == template)
        {
            return true;
        }

        if (!type->IsGeneric || !template->IsGeneric || type->GenericDefinition != template->GenericDefinition)
        {
            return false;
        }

        for (int i = 0; i < type->GenericArity; i++)
        {
            if (!IsArgumentOf(type->GenericArgument(i), template->GenericArgument(i)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether code of the type is shared, so that it finds its arguments in a dictionary.</summary>
    internal static bool IsShared(MethodTable* type)
    {
        for (int i = 0; type->IsGeneric && i < type->GenericArity; i++)
        {
            MethodTable* argument = type->GenericArgument(i);
            if (!argument->IsValueType || IsShared(argument))
            {
                return true;
            }
        }

        return false;
    }
}
