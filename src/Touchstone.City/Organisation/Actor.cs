using Touchstone.Model;

namespace Touchstone.City.Organisation;

/// <summary>From where an actor acts.</summary>
public enum ActorOrigin
{
    /// <summary>At the machine that holds the database: the command line, or a browser on the same machine.</summary>
    Local,
    /// <summary>From another machine.</summary>
    Remote,
}

/// <summary>Who acts. Every use case takes one; until there are accounts, only the local machine may write.</summary>
/// <param name="Id">Stable, recorded with everything the actor writes.</param>
/// <param name="Name">As shown.</param>
/// <param name="Origin">From where.</param>
/// <param name="Department">The department the actor speaks for, when known.</param>
public sealed record Actor(string Id, string Name, ActorOrigin Origin, string? Department = null)
{
    /// <summary>Whoever sits at this machine.</summary>
    public static Actor Local { get; } = new("local", "本机 · local machine", ActorOrigin.Local);

    /// <summary>Whoever calls from another machine; may read, may not write.</summary>
    public static Actor Remote(string address) => new("remote:" + address, address, ActorOrigin.Remote);

    /// <summary>Null when the actor may write, else why not.</summary>
    public Finding? WhyNotWrite() => Origin switch
    {
        ActorOrigin.Local => null,
        ActorOrigin.Remote => Finding.Error("actor.may-not-write", Place.Whole,
            new("目前尚无账户，只接受本机写入。", "There are no accounts yet, so only the local machine may write."),
            new("请在运行本系统的机器上操作。", "Do this on the machine that runs Touchstone.")),
    };
}

/// <summary>Whether a write is carried out or only tried.</summary>
public enum WriteMode
{
    /// <summary>Everything is checked and counted, nothing is written.</summary>
    DryRun,
    /// <summary>Carried out, all or nothing.</summary>
    Commit,
}
