# The derivatives of boundary.hpp. Usage: boundary.sh COSTATE FOLDER SUFFIX
costate=$1 folder=$2 suffix=$3 header=$(dirname "$0")/boundary.hpp count=0
while read -r mode function; do
  count=$((count + 1))
  "$costate" "$mode" "$header" --function "$function" -o "$folder/$count.$suffix" || exit 1
done <<END
grad by_value
vjp by_value
jvp by_value
hvp by_value
grad by_reference
jvp by_reference
hvp by_reference
grad through_reference
vjp updates
grad holds_pointer
jvp holds_pointer
hvp holds_pointer
vjp map
jvp map
grad Spring::energy
grad Spring::cube
grad outer::inner::f(double)
grad outer::inner::f(double, int)
grad outer::inner::f(float)
grad scaled<double>
grad scaled<float>
END
