import { computed, type Ref, shallowRef, watch } from 'vue';
import { type Report, type ReportFigures, reports } from '../api/reports.js';
import { useReading } from './use-reading.js';
import { useSession } from './use-session.js';

/** A table in both of its forms: as it is kept, and as it is shown. */
export function useReport(id: Ref<string>) {
  const { user } = useSession();
  const report = shallowRef<Report | null>(null);
  const figures = shallowRef<ReportFigures | null>(null);
  const { answer, problem, isLoading, load } = useReading(async () => {
    const [kept, shown] = await Promise.all([reports.get(id.value), reports.figures(id.value)]);
    return { kept, shown };
  });

  watch(answer, (both) => {
    report.value = both?.kept ?? null;
    figures.value = both?.shown ?? null;
  });
  watch(id, () => void load());

  /** The bureau of that very division, and operators; the server asks again. */
  const mayChange = computed(() => {
    const asking = user.value;
    if (asking === null || report.value === null) return false;
    return asking.role === 'operator' || (asking.role === 'bureau' && asking.divisionCode === report.value.divisionCode);
  });

  return { report, figures, problem, isLoading, load, mayChange };
}
