import type { Sheet } from '../../platform/spreadsheet/index.js';

/** Our own format, for shops of any platform and sales without one. */
export function templateSheet(): Sheet {
  return {
    name: '村播账本导入模板',
    preamble: [],
    columns: ['订单编号', '子订单编号', '商品编号', '商品名称', '数量', '实付金额', '下单时间', '付款时间', '退款金额', '退款时间'].map((heading) => ({
      heading,
      kind: 'text',
    })),
    rows: [],
  };
}
