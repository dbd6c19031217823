// The fixed part of the report's page.
namespace Lume.Hil.Reports;

/// <summary>Head and style sheet.</summary>
internal static class Style
{
    /// <summary>Everything before the first heading.</summary>
    public const string Head =
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Hardware tests</title><style>
        :root { color-scheme: light dark; --line: #8884; --soft: #8881; }
        body { font: 15px/1.45 system-ui, sans-serif; margin: 0 auto; max-width: 1200px; padding: 1.2rem 1.5rem 4rem; }
        h1 { font-size: 1.5rem; margin: .2em 0; } h2 { font-size: 1.15rem; margin: 2em 0 .6em; } h4 { margin: .9em 0 .3em; }
        small { opacity: .75; } code { font-size: .92em; } .note { opacity: .8; } .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; } th { text-align: left; font-weight: 600; background: var(--soft); }
        th, td { border: 1px solid var(--line); padding: .35em .6em; vertical-align: top; } td a { color: inherit; }
        .tag { border-radius: 3px; padding: .05em .5em; font-size: .9em; white-space: nowrap; }
        .passed { background: #2e9e4f33; } .failed { background: #d1242f44; } .quarantined { background: #bf870044; } .skipped, .none { background: var(--soft); }
        .none { opacity: .6; } .died { color: #d1242f; }
        details { margin: .25em 0; } summary { cursor: pointer; } summary br { display: none; } details details { margin-left: 1.2em; }
        pre { background: #14181d; color: #d8dee6; padding: .8em 1em; overflow: auto; max-height: 34em; font-size: 12.5px; border-radius: 4px; }
        pre.msg { background: var(--soft); color: inherit; border-left: 3px solid #d1242f; white-space: pre-wrap; }
        .b { font-weight: bold; } .c1 { color: #ff7b72; } .c2 { color: #7ee787; } .c3 { color: #e3b341; } .c4 { color: #79c0ff; }
        .c5 { color: #d2a8ff; } .c6 { color: #76e3ea; } .c0 { color: #8b949e; } .c7 { color: #fff; }
        </style></head><body>
        """;
}
