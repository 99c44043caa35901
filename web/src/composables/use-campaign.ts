import { computed } from 'vue';
import { useRoute } from 'vue-router';
import { type Campaign, campaigns } from '../api/campaigns.js';
import { useReading } from './use-reading.js';
import { useSession } from './use-session.js';

/** Who may change a campaign: the operator, and the bureau whose division its organiser lies in. The server asks again. */
export function useCampaignKeeping() {
  const { user } = useSession();
  const mayMake = computed(() => user.value?.role === 'operator' || user.value?.role === 'bureau');
  const keeps = ({ ownerCode, archivedAt }: Pick<Campaign, 'ownerCode' | 'archivedAt'>): boolean => {
    if (user.value === null || archivedAt !== null) return false;
    const { role, divisionCode } = user.value;
    return role === 'operator' || (role === 'bureau' && divisionCode !== null && ownerCode.startsWith(divisionCode));
  };
  const isMerchant = computed(() => user.value?.role === 'lead' || user.value?.role === 'clerk');
  return { user, mayMake, keeps, isMerchant };
}

/** The campaign of the address. */
export function useCampaign() {
  const route = useRoute();
  const id = computed((before: string | undefined) => {
    const given = route.params.campaign;
    return typeof given === 'string' ? given : (before ?? '');
  });
  const { answer, problem, isLoading, load } = useReading(() => campaigns.get(id.value));
  return { id, campaign: answer, problem, isLoading, load };
}
