using System.Globalization;
using Comptoir.Web;

namespace Comptoir.Sync.Scheduling;

/// <summary>Schedules in the words of the screens.</summary>
static class ScheduleWords
{
    /// <summary>A schedule in a sentence.</summary>
    public static string Of(Texts texts, ShopSchedule schedule) =>
        schedule.Mode switch
        {
            ScheduleMode.Live => texts["Live: as soon as something changes in the shop"],
            ScheduleMode.Interval when schedule.Minutes == 1 => texts["Every minute"],
            ScheduleMode.Interval when schedule.Minutes % 60 == 0 && schedule.Minutes > 60 => texts[
                "Every {0} hours",
                (schedule.Minutes / 60).ToString(CultureInfo.CurrentCulture)
            ],
            ScheduleMode.Interval => texts[
                "Every {0} minutes",
                schedule.Minutes.ToString(CultureInfo.CurrentCulture)
            ],
            ScheduleMode.Times => texts[
                "Each day at {0} ({1})",
                string.Join(", ", TimeList.Write(schedule.Times)),
                schedule.TimeZone
            ],
            _ => texts["Off: only when somebody asks"],
        };
}
