"""What the functions of 0.3 take, as its own error messages write it.

One line says which arguments some functions take, alternatives apart by ``|``; behind ``>`` stands
what ``out=`` takes. ``@source`` is the tensor that the call is about, the first argument if nothing
is said; methods have it as ``self``. ``real value:alpha`` is passed on as ``alpha=``, and ``real
*min`` must be given by name. Of Variables, alternatives that begin with ``~`` are taken, and never
mentioned. Kinds of arguments:

    T            a tensor of the type that the call is about; S a sparse one
    L, B         a LongTensor, a ByteTensor
    real         a number that fits the type: an int for tensors of integers
    float, int, bool
    int ...      integers one by one
    T ...        a sequence of tensors

Where a tensor's function returns a number of Python, its kind stands in the place of ``out=``:

    real         of the type of the elements
    accreal      the same, added up in double precision, or as a 64-bit integer
    root         accreal of the norms 0, 1 and 2, real of others, which C takes a root of
    bool         a truth value
    element      of a tensor of one dimension alone; otherwise a tensor

Functions that are not named here take what their operation says: ``derived`` in ``parsing.py``.

Source: PyTorch 0.3.1, torch/csrc/generic/methods/*.cwrap for tensors;
tools/autograd/derivatives.yaml, torch/lib/ATen/Declarations.cwrap for Variables.
"""


def words(text):
    """Return the words of a text; a list of names reads better so."""
    return text.split()


FLOATING = words("""
acos asin atan atan2 ceil cos cosh erf erfinv exp floor frac lerp lgamma log log1p mean norm pow
reciprocal renorm round rsqrt sigmoid sin sinh sqrt std tan tanh trunc var dist histc acos_ asin_
atan_ atan2_ ceil_ cos_ cosh_ erf_ erfinv_ exp_ floor_ frac_ lerp_ lgamma_ log_ log1p_ pow_
reciprocal_ renorm_ round_ rsqrt_ sigmoid_ sin_ sinh_ sqrt_ tan_ tanh_ trunc_ normal_ uniform_
exponential_ cauchy_ log_normal_ bernoulli multinomial gels geqrf gesv inverse orgqr ormqr potrf
potri potrs pstrf qr svd symeig eig trtrs btrifact btrisolve
""")  # for FloatTensor and DoubleTensor

SIGNED = words("neg neg_")  # not for ByteTensor
BYTES = words("all any")  # for ByteTensor only

MOVING = words("""
size stride dim ndimension numel nelement element_size is_contiguous contiguous clone data_ptr
storage storage_offset storage_type type type_as is_cuda is_signed is_sparse is_set_to
is_same_size new copy_ view view_as expand expand_as transpose transpose_ t t_ select narrow
squeeze squeeze_ unsqueeze unsqueeze_ permute unfold chunk split repeat resize_ resize_as_ set_
tolist cpu cuda byte char short int long float double half is_shared share_memory_ is_pinned
pin_memory
""")  # all that a HalfTensor can do on the CPU

FUNCTIONS = words("""
abs acos add addbmm addcdiv addcmul addmm addmv addr arange asin atan atan2 baddbmm bernoulli bmm
btrifact btrisolve btriunpack cat ceil chunk clamp cos cosh cross cumprod cumsum diag dist div dot
dsmm eig eq equal erf erfinv exp eye floor fmod frac from_numpy gather ge gels geqrf ger gesv
get_num_threads get_rng_state gt histc hsmm index_select initial_seed inverse is_storage is_tensor
kthvalue le lerp lgamma linspace load log log1p logspace lt manual_seed masked_select matmul max
mean median min mm mode mul multinomial mv ne neg nonzero norm normal numel ones ones_like orgqr
ormqr potrf potri potrs pow prod pstrf qr rand randn randperm range reciprocal remainder renorm
round rsqrt saddmm save set_default_tensor_type set_num_threads set_printoptions set_rng_state
sigmoid sign sin sinh smm sort split sqrt squeeze stack std sum svd symeig t take tan tanh topk
trace transpose tril triu trtrs trunc typename unbind unsqueeze var zeros zeros_like
""")  # of the package

LATER = words("""
allclose argmax argmin as_strided as_strided_ bincount btrifact_with_info
coalesce conv_tbc det device diagflat diagonal digamma digamma_ dtype erfc erfc_ expm1 expm1_ fft
flatten flip hardshrink ifft index_put index_put_ irfft is_coalesced is_distributed
is_floating_point is_nonzero isclose item layout log10 log10_ log2 log2_ log_softmax logdet
logsumexp name new_empty new_full new_ones new_tensor new_zeros pinverse polygamma polygamma_
record_stream relu relu_ requires_grad_ reshape reshape_as rfft slice slogdet smm softmax
split_with_sizes sspaddmm stft to to_dense unbind unique where __floordiv__ __rfloordiv__
__ifloordiv__
""")  # in 0.4 only

OF_VARIABLES = words("""
backward detach detach_ get_device grad grad_fn index_add index_copy index_fill is_leaf
masked_fill masked_scatter output_nr register_hook reinforce requires_grad resize resize_as
retain_grad scatter scatter_add volatile
""")

OF_TENSORS = words("""
__invert__ apply_ bernoulli_ cauchy_ clamp_ copy_ exponential_ index is_pinned is_shared
is_sparse map2_ map_ new normal_ numpy pin_memory random_ renorm_ resize_ resize_as_ share_memory_
storage storage_type tolist uniform_ geometric_ log_normal_
""")

TENSORS = """
add add_ = real value > T | T other > T | S other > T | real value:alpha, T other > T \
| real value:alpha, S other > T
sub sub_ = real value > T | T other > T | real value:alpha, T other > T
mul mul_ div div_ fmod fmod_ remainder remainder_ = real value > T | T other > T
lt le gt ge eq ne = @tensor, real value > B | @tensor, T other > B | @tensor, real value > T \
| @tensor, T other > T
lt_ le_ gt_ ge_ eq_ ne_ = real value | T other
pow = real base:, @source > T | @source, real exponent > T | @source, T exponent > T
pow_ = real exponent | T exponent
abs acos asin atan ceil cos cosh erf erfinv exp floor frac lgamma log log1p neg reciprocal \
round rsqrt sigmoid sign sin sinh sqrt tan tanh trunc = () > T
abs_ acos_ asin_ atan_ ceil_ cos_ cosh_ erf_ erfinv_ exp_ floor_ frac_ lgamma_ log_ log1p_ neg_ \
reciprocal_ round_ rsqrt_ sigmoid_ sign_ sin_ sinh_ sqrt_ tan_ tanh_ trunc_ = ()
atan2 = T other > T
atan2_ = T other
clamp clamp_ = real *min:min > T | real *max:max > T | real min:min, real max:max > T
lerp = T end, real weight > T
lerp_ = T end, real weight
addcmul addcdiv = T tensor1, T tensor2 > T | real value, T tensor1, T tensor2 > T
addcmul_ addcdiv_ = T tensor1, T tensor2 | real value, T tensor1, T tensor2
cross = T other > T | T other, int dim > T
equal = T other
dist = T other > real | T other, real p > real
max min = no arguments > real | T other > T | int dim > T+L | int dim, bool keepdim > T+L
median = no arguments > real | int dim > T+L | bool keepdim > T+L | int dim, bool keepdim > T+L
mode = () > T+L | int dim > T+L | bool keepdim > T+L | int dim, bool keepdim > T+L
kthvalue = int k > T+L | int k, int dim > T+L | int k, bool keepdim > T+L \
| int k, int dim, bool keepdim > T+L
sort = () > T+L | int dim > T+L | bool descending > T+L | int dim, bool descending > T+L
topk = int k > T+L | int k, int dim > T+L | int k, bool sorted > T+L | int k, bool largest > T+L \
| int k, int dim, bool sorted > T+L | int k, int dim, bool largest > T+L \
| int k, bool largest, bool sorted > T+L | int k, int dim, bool largest, bool sorted > T+L
sum prod mean = no arguments > accreal | int dim > T | int dim, bool keepdim > T
std var = no arguments > accreal | bool unbiased > accreal | int dim > T \
| int dim, bool keepdim > T | int dim, bool unbiased > T | int dim, bool unbiased, bool keepdim > T
norm = no arguments > accreal | real p > root | real p, int dim > T \
| real p, int dim, bool keepdim > T
cumsum cumprod = int dim > T
all any = no arguments > bool
numel nelement dim ndimension clone contiguous is_contiguous storage_offset element_size \
= no arguments
t zero_ = no arguments
size stride = int dim | no arguments
fill_ = real value
view = int ... size | Size size
expand resize_ = int ... size | Size size
resize_as_ = T the_template
squeeze = () | int dim > T
squeeze_ = () | int dim
unsqueeze = int dim > T
unsqueeze_ = int dim
transpose transpose_ = int dim0, int dim1
narrow = int dimension, int start, int length
select = int dimension, int sliceIndex > element
unfold = int dimension, int size, int step
index_select = int dim, L index > T
index_add_ index_copy_ = int dim, L index, T source
index_fill_ = int dim, L index, real value
gather = int dim, L index > T
scatter_ = int dim, L index, real value | int dim, L index, T src
scatter_add_ = int dim, L index, T src
masked_select = B mask > T
masked_fill_ = B mask, real value
masked_scatter_ = B mask, T source
nonzero = () > L
diag tril triu = () > T | int diagonal > T
tril_ triu_ = () | int diagonal
trace = no arguments > accreal
mm = @source, T mat2 > T | S source, T mat2 > T
mv = T vec > T
dot = T tensor > real
ger = T vec2 > T
bmm = @source, T mat2 > T | S source, T mat2 > T
addmm addmm_ = T mat1, T mat2 > T | S mat1, T mat2 > T | real beta, @source, T mat1, T mat2 > T \
| real alpha, T mat1, T mat2 > T | real beta, @source, S mat1, T mat2 > T \
| real alpha, S mat1, T mat2 > T | real beta, @source, real alpha, T mat1, T mat2 > T \
| real beta, @source, real alpha, S mat1, T mat2 > T
addmv addmv_ = T mat, T vec > T | real beta, @source, T mat, T vec > T \
| real alpha, T mat, T vec > T | real beta, @source, real alpha, T mat, T vec > T
addr addr_ = T vec1, T vec2 > T | real beta, @source, T vec1, T vec2 > T \
| real alpha, T vec1, T vec2 > T | real beta, @source, real alpha, T vec1, T vec2 > T
addbmm addbmm_ baddbmm baddbmm_ = T batch1, T batch2 > T \
| real beta, @source, T batch1, T batch2 > T | real alpha, T batch1, T batch2 > T \
| real beta, @source, real alpha, T batch1, T batch2 > T
"""

READ_BY_PYTHON = words("""
clamp clamp_ cumprod cumsum std var
""")  # of Variables: the methods that 0.3 wrote in Python, where wrong arguments are a TypeError

JOINING = "cat = T ... seq > T | T ... seq, int dim > T"

MAKERS = """
zeros ones = int ... size > T | Size size > T
rand randn = int ... size > T | Size size > T | Generator *generator:generator, int ... size > T \
| Generator *generator:generator, Size size > T
eye = int n > T | int n, int m > T
arange = real end > T | real start, real end > T | real start, real end, real step > T
range = real start, real end > T | real start, real end, real step > T
linspace logspace = real start, real end > T | real start, real end, int steps > T
randperm = int n > L | Generator *generator:generator, int n > L
normal = T means, T std > T | T means > T | T means, float std > T | T *std:std > T \
| float mean:, T std > T
"""

VARIABLES = """
add add_ sub sub_ = float other, float alpha=1 | Variable other, float alpha=1 \
| ~float alpha, Variable other
mul mul_ div div_ fmod fmod_ remainder remainder_ = float other | Variable other
lt le gt ge eq ne lt_ le_ gt_ ge_ eq_ ne_ = float other | Variable other
pow pow_ = float exponent | Variable exponent
max min = int dim, bool keepdim=False | Variable other | ()
sum prod mean median = () | int dim, bool keepdim=False
mode = int dim=-1, bool keepdim=False
kthvalue = int k, int dim=-1, bool keepdim=False
topk = int k, int dim=-1, bool largest=True, bool sorted=True
sort = int dim=-1, bool descending=False
norm = float p=2 | float p, int dim, bool keepdim=False
squeeze squeeze_ = int dim | ()
scatter scatter_ = int dim, Variable index, Variable src | int dim, Variable index, float value
masked_fill masked_fill_ = Variable mask, float value | Variable mask, Variable value
index_fill index_fill_ = int dim, Variable index, float value \
| int dim, Variable index, Variable value
narrow = int dimension, int start, int length
unfold = int dimension, int size, int step
view expand = int ... size
transpose transpose_ = int dim0, int dim1
addmm addmm_ = Variable mat1, Variable mat2, float beta=1, float alpha=1 \
| ~float beta, Variable mat1, Variable mat2 | ~float beta, float alpha, Variable mat1, Variable mat2
addmv addmv_ = Variable mat, Variable vec, float beta=1, float alpha=1 \
| ~float beta, Variable mat, Variable vec | ~float beta, float alpha, Variable mat, Variable vec
addr addr_ = Variable vec1, Variable vec2, float beta=1, float alpha=1 \
| ~float beta, Variable vec1, Variable vec2 | ~float beta, float alpha, Variable vec1, Variable vec2
addbmm addbmm_ baddbmm baddbmm_ = Variable batch1, Variable batch2, float beta=1, float alpha=1 \
| ~float beta, Variable batch1, Variable batch2 \
| ~float beta, float alpha, Variable batch1, Variable batch2
addcmul addcmul_ addcdiv addcdiv_ = Variable tensor1, Variable tensor2, float value=1 \
| ~float value, Variable tensor1, Variable tensor2
diag tril triu tril_ triu_ = int diagonal=0
unsqueeze unsqueeze_ = int dim
fill_ = float value
split = int split_size, int dim=0
chunk = int chunks, int dim=0
"""
