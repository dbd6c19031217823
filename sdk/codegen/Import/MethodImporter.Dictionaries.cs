// Dictionaries that were made as the program runs are empty until shared code that reads them is entered (docs/adr/0005).
using System.Text;
using Lume.CodeGen.JitInterface;

namespace Lume.CodeGen.Import;

internal sealed unsafe partial class MethodImporter
{
    // A flag of a MethodTable; of a method's dictionary, the upper half of the word in front, where ilc has 0.
    private const int EmptyTypeFlag = 0x0020_0000;
    private const int EmptyMethodOffset = -4;

    private bool _readsDictionary;

    /// <summary>
    /// At the entry of shared code: has the dictionary filled that it will read. Whoever sees it full sees what is in it, hence acquire.
    /// The binder says whether the image makes dictionaries at all; in others LLVM leaves nothing of this.
    /// </summary>
    private void WriteDictionaryCheck(StringBuilder result)
    {
        // A filter runs inside its method, which has asked.
        bool reads = _readsDictionary || (_filters.Count > 0 && (_genericArgument.Length > 0 || (_info.Options & MethodOptions.ContextFromThis) != 0));
        if (!reads || _filter >= 0)
        {
            return;
        }

        StringBuilder saved = _code;
        _code = result;
        SetLocation(0);
        bool isMethod = (_info.Options & MethodOptions.ContextFromMethodDictionary) != 0;
        Emit($"br i1 {Assign($"icmp ne i8 {Assign("load i8, ptr @lume_makes_dictionaries")}, 0")}, label %dictionary, label %begin");
        StartLabel("dictionary");
        string context = _genericArgument.Length > 0 ? _genericArgument : Assign($"load ptr, ptr %a{(_signature.ReturnsByAddress ? 1 : 0)}");
        string word = Assign($"load atomic i32, ptr {OffsetAddress(context, isMethod ? EmptyMethodOffset : 0)} acquire, align 4");
        string empty = Assign($"and i32 {word}, {(isMethod ? -1 : EmptyTypeFlag)}");
        Emit($"br i1 {Assign($"icmp ne i32 {empty}, 0")}, label %fill, label %begin");
        StartLabel("fill");
        string filler = _text.Named(isMethod ? "lume_fill_method_dictionary" : "lume_fill_type_dictionaries", "void|(ptr)");
        Emit($"call void {filler}(ptr {context}) cold");
        Emit("br label %begin");
        StartLabel("begin");
        _code = saved;
    }
}
