namespace Notifications.Tests.Cluster.Hosting;

/// <summary>The rules of the cluster tests.</summary>
internal static class TestRules
{
    public const string Yaml =
        """
        modules:
          trigger:
            - key: changed
              events: [avi:jira:updated:issue, avi:confluence:updated:page, avi:jira:updated:project]
              filter:
                ignoreSelf: true
                expression: event.tell ?? true
              notify:
                to: [viewers]
                title: "${event.title}"
            - key: told-at-once
              events: [avi:jira:moved:issue]
              notify:
                to: [viewers]
                title: "At once: ${event.title}"
            - key: asked
              events: [avi:jira:moved:issue]
              function: answers
              notify:
                to: [viewers]
                title: "By the rule: ${event.title}"
            - key: assigned
              events: [avi:jira:assigned:issue]
              notify:
                to: [assignee]
                keep: always
                title: "${event.title}"
            - key: reported
              events: [avi:jira:reported:issue]
              notify:
                to: [assignee, reporter]
                keep: always
                title: "${event.title}"
            - key: together
              events: [avi:jira:commented:issue]
              notify:
                to: [viewers]
                title: "${event.title}"
                digest: { window: 2s, title: "${notifications.length} more" }
            - key: gathered
              events: [avi:jira:gathered:issue]
              notify:
                to: [assignee]
                keep: always
                title: "${event.title}"
                digest: { window: 1h, title: "${notifications.length} more" }
            - key: looked
              events: [avi:jira:viewed:issue]
              notify:
                to: [assignee]
                keep: always
                title: "${event.title}"
                digest: { window: 2s, title: "${notifications.length} more" }
            - key: seldom
              events: [avi:jira:linked:issue]
              notify:
                to: [assignee]
                title: "${event.title}"
                throttle: { limit: 2, period: 1h }
            - key: once
              events: [avi:jira:estimated:issue]
              notify:
                to: [assignee]
                keep: always
                title: "${event.title}"
                dedupeKey: "${event.title}"
        """;
}
