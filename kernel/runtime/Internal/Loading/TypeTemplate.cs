// What ilc says about a type that may have to be made: its shared form, base, interfaces, dictionary and statics.

namespace Internal.Runtime.Loading;

/// <summary>One entry of the table of templates.</summary>
internal unsafe struct TypeTemplate
{
    private enum Element : uint
    {
        End = 0,
        BaseType = 1,
        Interfaces = 2,
        Dictionary = 0x40,
        StaticsSize = 0x44,
        ReferenceStaticsSize = 0x45,
        ReferenceStaticsType = 0x46,
        ClassConstructor = 0x4E,
    }

    /// <summary>The shared form.</summary>
    internal MethodTable* Form;

    /// <summary>The signature of a base class that depends on the arguments; no position when it does not.</summary>
    internal NativeReader Base;

    /// <summary>A count and the signatures of all interfaces.</summary>
    internal NativeReader Interfaces;

    /// <summary>A count and the cells of the dictionary.</summary>
    internal NativeReader Dictionary;

    /// <summary>Bytes of static fields without references.</summary>
    internal uint StaticsSize;

    /// <summary>The type of the object of static fields with references, or null.</summary>
    internal MethodTable* ReferenceStatics;

    /// <summary>The code of the static constructor, or 0.</summary>
    internal nint ClassConstructor;

    /// <summary>The template of an instantiation.</summary>
    internal static bool TryFind(MethodTable* definition, MethodTable** arguments, int count, out TypeTemplate template)
    {
        template = default;
        if (!LoaderTables.TryOpenAll(ImageTable.TypeTemplates, out NativeHashtable entries))
        {
            return false;
        }

        while (entries.TryNext(out NativeReader entry))
        {
            MethodTable* form = LoaderTables.Type(ImageTable.CommonFixups, entry.ReadUnsigned());
            if (form->IsGeneric && form->GenericDefinition == definition && Fits(form, arguments, count))
            {
                template = Read(form, LoaderTables.Layout(entry.ReadUnsigned()));
                return true;
            }
        }

        return false;
    }

    /// <summary>The template of a one-dimensional array.</summary>
    internal static bool TryFindVector(MethodTable* element, out TypeTemplate template)
    {
        template = default;
        if (!LoaderTables.TryOpenAll(ImageTable.TypeTemplates, out NativeHashtable entries))
        {
            return false;
        }

        while (entries.TryNext(out NativeReader entry))
        {
            MethodTable* form = LoaderTables.Type(ImageTable.CommonFixups, entry.ReadUnsigned());
            if (form->IsSzArray && SharedForms.IsArgumentOf(element, form->RelatedParameterType))
            {
                template = Read(form, LoaderTables.Layout(entry.ReadUnsigned()));
                return true;
            }
        }

        return false;
    }

    private static bool Fits(MethodTable* form, MethodTable** arguments, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (!SharedForms.IsArgumentOf(arguments[i], form->GenericArgument(i)))
            {
                return false;
            }
        }

        return true;
    }

    private static TypeTemplate Read(MethodTable* form, NativeReader bag)
    {
        TypeTemplate template = new() { Form = form };
        while (true)
        {
            switch ((Element)bag.ReadUnsigned())
            {
                case Element.End:
                    return template;
                case Element.BaseType:
                    template.Base = bag.ReadRelative();
                    break;
                case Element.Interfaces:
                    template.Interfaces = bag.ReadRelative();
                    break;
                case Element.Dictionary:
                    template.Dictionary = bag.ReadRelative();
                    break;
                case Element.StaticsSize:
                    template.StaticsSize = bag.ReadUnsigned();
                    break;
                case Element.ReferenceStaticsType:
                    template.ReferenceStatics = LoaderTables.Type(ImageTable.NativeStatics, bag.ReadUnsigned());
                    break;
                case Element.ClassConstructor:
                    template.ClassConstructor = (nint)LoaderTables.Reference(ImageTable.NativeStatics, bag.ReadUnsigned());
                    break;
                default:
                    // Sizes that other elements imply.
                    bag.ReadUnsigned();
                    break;
            }
        }
    }
}
